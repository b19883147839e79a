// SPDX-License-Identifier: Apache-2.0
// The page of `draw page` in a real Chromium, opened from disk with the network cut off.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";

const program = process.env.RENMAI_PROGRAM;
const root = process.env.RENMAI_ROOT;
const browserPath =
  process.env.RENMAI_BROWSER ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "renmai-page-"));
const shots = process.env.RENMAI_SHOTS;

function renmai(...words) {
  return execFileSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 });
}
function drawn(data, name) {
  const path = join(folder, `${name}.html`);
  renmai("draw", "page", "-g", data, "-o", path, "-q");
  return path;
}

let browser;
let talent;
before(async () => {
  talent = drawn(join(root, "graphs/talent"), "talent");
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });
});
after(async () => {
  await browser?.close();
});

/** A page with everything it says in the console, and every request it makes. */
async function open(path, hash = "", options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !/GPU stall|GL Driver Message/.test(message.text()))
      said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("blob:")) said.push(`request ${request.url()}`);
  });
  await page.goto(`file://${path}${hash}`);
  await page.waitForSelector("html[data-ready=true]");
  return { page, said, close: () => context.close() };
}

async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return readFileSync(await download.path(), "utf8");
}

async function violations(page) {
  // The policy lets nothing into the page; a script of the debugger stands outside it.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document));
  return found.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`,
  );
}

/** Asks until the answer is the one wanted: the policy lets no script be made of text, as waitForFunction would. */
async function becomes(ask, wanted) {
  for (let tries = 0; tries < 100; ++tries) {
    if ((await ask()) === wanted) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(await ask(), wanted);
}

async function shot(page, name) {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
}

describe("the page of graphs/talent", () => {
  test("a name in Chinese is found, its card opens, a source is followed", async () => {
    const { page, said, close } = await open(talent);
    await page.fill("#query", "潘子正");
    await page.waitForSelector("#hits li");
    assert.match(await page.textContent("#hits li"), /Zizheng Pan/);
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#panel h2"), "Zizheng Pan");
    assert.match(await page.textContent("#panel"), /NVIDIA/);
    await shot(page, "graph");
    await page.click("#panel button.source");
    assert.equal(await page.textContent("#panel h2"), "newspaper article on the people behind DeepSeek");
    assert.match(await page.textContent("#panel"), /What rests on it/);
    await page.click("#panel .actions button");
    assert.equal(await page.textContent("#panel h2"), "Zizheng Pan");
    assert.deepEqual(said, []);
    await close();
  });

  test("names are found without marks, blanks and case, and by prefix", async () => {
    const { page, close } = await open(talent);
    for (const [query, name] of [
      ["pan zizheng", "Zizheng Pan"],
      ["ZIZHENGPAN", "Zizheng Pan"],
      ["deepse", "DeepSeek"],
      ["p_pan", "Zizheng Pan"],
      ["アリババ", "Alibaba"],
    ]) {
      await page.fill("#query", query);
      assert.match(await page.textContent("#hits li"), new RegExp(name), query);
    }
    await page.fill("#query", "no such name");
    assert.match(await page.textContent("#hits"), /Nobody and nothing/);
    await close();
  });

  test("the slider at 2023 shows the move from NVIDIA to DeepSeek", async () => {
    const { page, said, close } = await open(talent);
    await page.focus("#year");
    const steps = 2023 - Number(await page.getAttribute("#year", "min"));
    await page.keyboard.press("Home");
    for (let step = 0; step < steps; ++step) await page.keyboard.press("ArrowRight");
    assert.equal(await page.textContent("#year-text"), "2023");
    assert.match(await page.textContent("#moves"), /Zizheng Pan: NVIDIA → DeepSeek/);
    await shot(page, "graph-2023");
    await page.click("#moves button");
    assert.equal(await page.textContent("#panel h2"), "Zizheng Pan");
    assert.deepEqual(said, []);
    await close();
  });

  test("after a drag a vertex is clicked where it then lies", async () => {
    const { page, said, close } = await open(talent);
    const name = "Zizheng Pan";
    await page.fill("#query", name);
    await page.waitForSelector("#hits li");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#panel h2"), name);
    const canvas = await page.locator(".canvas").boundingBox();
    const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
    await page.waitForTimeout(500); // the vertex comes to the middle
    await page.mouse.move(x - 200, y - 150);
    await page.mouse.down();
    await page.mouse.move(x - 80, y - 90, { steps: 6 });
    await page.waitForTimeout(200); // a drag that has come to rest goes no further
    await page.mouse.up();
    await page.waitForTimeout(500);
    await page.mouse.click(canvas.x + 4, canvas.y + 4);
    await becomes(async () => (await page.textContent("#panel h2")) === name, false);
    await page.waitForTimeout(500); // two clicks at once would zoom
    await page.mouse.click(x + 120, y + 60);
    await becomes(() => page.textContent("#panel h2"), name);
    assert.deepEqual(said, []);
    await close();
  });

  test("playing goes from year to year and ends", async () => {
    const { page, close } = await open(talent, "#year=2023");
    await page.click("#play");
    await becomes(() => page.textContent("#year-text"), "2025");
    await becomes(() => page.textContent("#play"), "Play");
    await close();
  });

  test("the Sankey's CSV is the command line's, and a cell leads to people and evidence", async () => {
    const { page, said, close } = await open(talent);
    await page.click("#tab-flow");
    await page.waitForSelector("svg .band", { state: "attached" });
    assert.equal(
      await downloaded(page, "#export-csv"),
      renmai("flow", "-g", join(root, "graphs/talent"), "--by", "country", "-f", "csv", "-n", "0", "-q"),
    );
    await page.selectOption("#by", "organisation");
    assert.equal(
      await downloaded(page, "#export-csv"),
      renmai("flow", "-g", join(root, "graphs/talent"), "--by", "organisation", "-f", "csv", "-n", "0", "-q"),
    );
    await shot(page, "flow");
    await page.selectOption("#by", "country");
    await page.focus("svg .band[aria-label^='United States → China']");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#panel h2"), "United States → China");
    assert.match(await page.textContent("#panel"), /Zizheng Pan/);
    assert.match(await page.textContent("#panel"), /R085/);
    assert.match(await downloaded(page, "#export-svg"), /^<svg[^>]*xmlns/);
    assert.deepEqual(said, []);
    await close();
  });

  test("the flow of one year is that of the command line", async () => {
    const { page, close } = await open(talent, "#view=flow&year=2023");
    await page.waitForSelector("svg .band", { state: "attached" });
    const all = renmai(
      "flow",
      "-g",
      join(root, "graphs/talent"),
      "--by",
      "country",
      "--per",
      "year",
      "-f",
      "csv",
      "-n",
      "0",
      "-q",
    ).split("\n");
    const wanted = all.filter((line, k) => k === 0 || line.startsWith("2023,")).join("\n");
    assert.equal(await downloaded(page, "#export-csv"), `${wanted}\n`);
    await close();
  });

  test("a timeline of chosen persons, its SVG and CSV", async () => {
    const { page, said, close } = await open(talent, "#view=timeline");
    await page.waitForSelector("#stage svg");
    await shot(page, "timeline");
    await page.fill("#query", "Song Junxiao");
    await page.keyboard.press("Enter");
    await page.click("text=Onto the timeline");
    const rows = (await downloaded(page, "#export-csv")).trim().split("\n");
    assert.ok(rows.length > 2 && rows.slice(1).every((row) => row.includes("Song Junxiao")));
    assert.match(await downloaded(page, "#export-svg"), /Hong Kong University/);
    assert.deepEqual(said, []);
    await close();
  });

  test("what is looked at stands in the address, and back goes back", async () => {
    const { page, close } = await open(talent, "#view=flow&by=organisation&entity=p_pan&year=2023");
    assert.equal(await page.inputValue("#by"), "organisation");
    assert.equal(await page.textContent("#year-text"), "2023");
    await page.click("#tab-graph");
    assert.equal(await page.textContent("#panel h2"), "Zizheng Pan");
    assert.match(page.url(), /entity=p_pan/);
    await page.goBack();
    assert.equal(await page.getAttribute("#tab-flow", "aria-selected"), "true");
    await page.goto(`file://${talent}#view=nonsense&year=x&confidence=9&entity=nobody&kinds=%20`);
    await page.waitForSelector("html[data-ready=true]");
    await close();
  });

  test("filters of kind, confidence and status change what the graph holds", async () => {
    const { page, close } = await open(talent);
    const count = async () => (await downloaded(page, "#export-csv")).trim().split("\n").length;
    const all = await count();
    await page.uncheck("#filters label:has-text('mentorship') input");
    const fewer = await count();
    assert.ok(fewer < all);
    await page.check("#filters label:has-text('mentorship') input");
    assert.equal(await count(), all);
    await page.fill("#confidence", "1");
    assert.ok((await count()) < all);
    assert.match(page.url(), /confidence=1/);
    await close();
  });

  for (const [scheme, view] of [
    ["light", "graph"],
    ["dark", "graph"],
    ["light", "flow"],
    ["dark", "flow"],
    ["light", "timeline"],
    ["dark", "timeline"],
  ]) {
    test(`axe finds nothing in ${view}, ${scheme}`, async () => {
      const { page, close } = await open(talent, `#view=${view}&entity=p_pan&year=2023`, { colorScheme: scheme });
      assert.deepEqual(await violations(page), []);
      await shot(page, `${view}-${scheme}`);
      await close();
    });
  }

  test("the search and its list are sound to axe, and all of the page can be reached by keys", async () => {
    const { page, close } = await open(talent);
    await page.fill("#query", "z");
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    const reached = new Set();
    for (let k = 0; k < 120; ++k) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement?.id ?? ""));
    }
    for (const id of ["tab-graph", "export-svg", "export-csv", "year", "play", "confidence"])
      assert.ok(reached.has(id), id);
    await close();
  });

  test("a narrow screen shows all of it below each other", async () => {
    const { page, close } = await open(talent, "", { viewport: { width: 390, height: 800 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot(page, "narrow");
    await close();
  });
});

describe("hostile names", () => {
  const hostile = [
    "<img src=x onerror=globalThis.hurt=1>",
    "</script><script>globalThis.hurt=1</script>",
    "<!--<script>",
    "\u202Egnp.exe",
    "javascript:hurt=1",
    "${hurt}",
    "]]>&quot;",
    "名".repeat(3000),
  ];

  test("stay text in every view, in the address and in what is exported", async () => {
    const data = join(folder, "hostile.csv");
    const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
    writeFileSync(
      data,
      `person,org,start,end\n${hostile.map((name, k) => `${quoted(name)},${quoted(hostile[(k + 1) % hostile.length])},2001,2003\n${quoted(name)},${quoted(hostile[(k + 2) % hostile.length])},2004,2006`).join("\n")}\n`,
    );
    const path = drawn(data, "hostile");
    const { page, said, close } = await open(path);
    for (const view of ["graph", "flow", "timeline"]) {
      await page.click(`#tab-${view}`);
      const svg = await downloaded(page, "#export-svg");
      assert.equal(
        await page.evaluate(
          (text) =>
            new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror, script, img").length,
          svg,
        ),
        0,
      );
    }
    await page.fill("#query", "<img");
    await page.keyboard.press("Enter");
    assert.equal(await page.textContent("#panel h2"), hostile[0]);
    assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
    assert.equal(await page.evaluate(() => document.querySelectorAll("img, iframe, object").length), 0);
    assert.deepEqual(said, []);
    await close();
  });

  test("the policy forbids what a name could do", async () => {
    const { page, close } = await open(talent);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hurt = 1";
      document.body.append(script);
    });
    assert.equal(await page.evaluate(() => globalThis.hurt), undefined);
    assert.equal(
      await page.evaluate(() =>
        fetch("https://example.org/").then(
          () => "sent",
          () => "refused",
        ),
      ),
      "refused",
    );
    await close();
  });
});

describe("twenty thousand vertices", () => {
  test("load within seconds, and moving about stays smooth", async () => {
    const data = join(folder, "careers.csv");
    const lines = ["person,org,start,end"];
    for (let k = 0; k < 18000; ++k) {
      lines.push(
        `p${k},o${(k * 7919) % 2000},${1990 + (k % 20)},${1995 + (k % 20)}`,
        `p${k},o${(k * 104729) % 300},${1996 + (k % 20)},..`,
      );
    }
    writeFileSync(data, `${lines.join("\n")}\n`);
    const path = drawn(data, "large");
    const { page, said, close } = await open(path);
    const vertices = await page.evaluate(
      () => JSON.parse(document.getElementById("data").textContent).tables.places.rows,
    );
    assert.ok(vertices >= 18000, `${vertices}`);
    await page.fill("#query", "p1");
    await page.waitForSelector("#hits li");
    await page.keyboard.press("Enter");
    assert.notEqual(await page.textContent("#panel h2"), "");
    await page.click("#zoom [data-zoom=in]");
    await shot(page, "large");
    // Each year has about a thousand moves: they come and go at once.
    await page.focus("#year");
    await page.keyboard.press("Home");
    for (let step = 0; step < 8; ++step) await page.keyboard.press("ArrowRight");
    assert.equal(await page.textContent("#year-text"), "1998");
    assert.match(await page.textContent("#moves"), /^Moves in 1998: .* and \d+ more$/);
    await shot(page, "large-1998");
    // A drag asks the graphics card for nothing it would have to wait for.
    await page.evaluate(() => {
      globalThis.asked = 0;
      for (const kind of [WebGLRenderingContext, WebGL2RenderingContext]) {
        const read = kind.prototype.readPixels;
        kind.prototype.readPixels = function (...words) {
          ++globalThis.asked;
          return read.apply(this, words);
        };
      }
    });
    await page.mouse.move(500, 300);
    await page.mouse.down();
    const before = await page.evaluate(() => globalThis.asked);
    for (let step = 1; step <= 20; ++step) await page.mouse.move(500 + 5 * step, 300 + 2 * step);
    assert.equal(await page.evaluate(() => globalThis.asked), before);
    await page.mouse.up();
    assert.deepEqual(said, []);
    await close();
  });
});

describe("renmai serve", () => {
  let server;
  let address;
  before(async () => {
    server = spawn(program, ["serve", "-g", join(root, "graphs/talent"), "--port", "0", "--max-vertices", "6"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    address = await new Promise((found) => server.stdout.once("data", (text) => found(String(text).trim())));
  });
  after(() => server?.kill("SIGINT"));

  function status(words) {
    return new Promise((found, failed) => {
      const asked = request(
        `${address}${words.path ?? ""}`,
        { method: words.method ?? "GET", headers: words.headers ?? {} },
        (answer) => {
          answer.resume();
          found(answer.statusCode);
        },
      );
      asked.on("error", failed);
      asked.end();
    });
  }

  test("the page asks for what is not in it: search, card, source, moves of a year, a cell", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const said = [];
    page.on("console", (message) => {
      if (message.type() === "error") said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (asked) => {
      if (!asked.url().startsWith(address) && !asked.url().startsWith("blob:")) said.push(asked.url());
    });
    await page.goto(address);
    await page.waitForSelector("html[data-ready=true]");
    assert.match(await page.textContent("#panel"), /most connected; \d+ more/);
    await page.fill("#query", "潘子正");
    await page.waitForSelector("#hits li .name");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#panel >> text=NVIDIA");
    assert.equal(await page.textContent("#panel h2"), "Zizheng Pan");
    await page.click("#panel button.source");
    await page.waitForSelector("#panel >> text=Daniel Palomar");
    await page.goto(`${address}#year=2023`);
    await page.waitForSelector("#moves >> text=NVIDIA → DeepSeek");
    await page.goto(`${address}#view=flow&from=pl_usa&to=pl_china`);
    await page.waitForSelector("#panel >> text=R085");
    await page.goto(`${address}#view=timeline&lanes=p_song`);
    await page.waitForSelector("#stage g[aria-label^=DeepSeek]");
    assert.deepEqual(said, []);
    await context.close();
  });

  test("moves that come later are drawn like those of a page", async () => {
    const own = spawn(program, ["serve", "-g", join(root, "graphs/talent"), "--port", "0"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    try {
      const at = await new Promise((found) => own.stdout.once("data", (text) => found(String(text).trim())));
      const page = await context.newPage();
      await page.goto(`${at}#year=2023`);
      await page.waitForSelector("#moves >> text=NVIDIA → DeepSeek");
      assert.match(await downloaded(page, "#export-svg"), /stroke-width="3"/);
    } finally {
      await context.close();
      own.kill("SIGINT");
    }
  });

  test("other names, other methods and other places are refused", async () => {
    assert.equal(await status({}), 200);
    assert.equal(await status({ headers: { host: "evil.example" } }), 403);
    assert.equal(await status({ method: "POST" }), 405);
    assert.equal(await status({ path: "etc/passwd" }), 404);
    assert.equal(await status({ path: "api/entity?id=nobody" }), 404);
    assert.equal(await status({ path: "api/moves?by=nothing" }), 400);
    assert.equal(await status({ path: "api/search?q=%ff%00%3Cimg&limit=99999999999999999999" }), 200);
    await assert.rejects(
      status({ path: `?${"a".repeat(40000)}` }).then((code) => {
        if (code >= 400) throw new Error("refused");
      }),
    );
  });

  test("Ctrl-C ends it with exit code 0", async () => {
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGINT");
    assert.equal(await ended, 0);
  });
});
