// SPDX-License-Identifier: Apache-2.0
import "./style.css";
import { Backend } from "./backend";
import { Panel } from "./card";
import { movesIn, readPage, type Page } from "./data";
import { button, el, on, part } from "./dom";
import { download, toCsv } from "./export";
import { FlowView } from "./flow";
import { GraphView } from "./graph";
import { searchBox } from "./search";
import { Store, type State, type View } from "./state";
import { TimelineView } from "./timeline";
import type { Context, ViewPart } from "./view";

const makers: Record<View, (context: Context) => ViewPart> = {
  graph: (context) => new GraphView(context),
  flow: (context) => new FlowView(context),
  timeline: (context) => new TimelineView(context),
};

function usualState(page: Page): State {
  const usual = page.facts.filter((fact) => fact.usual);
  return {
    view: "graph",
    entity: "",
    source: "",
    from: "",
    to: "",
    by: "country",
    year: null,
    kinds: [...new Set(usual.map((fact) => fact.kind))].sort(),
    hidden: [],
    planned: false,
    confidence: Math.min(0.5, ...usual.map((fact) => fact.confidence)),
    lanes: [],
  };
}

class Views {
  private current: ViewPart | null = null;
  private name: View | null = null;

  constructor(private readonly context: Context) {}

  show(state: State, before: State | null): void {
    if (state.view !== this.name) {
      this.current?.close();
      this.current = makers[state.view](this.context);
      this.name = state.view;
      part("zoom").hidden = state.view !== "graph";
      part("view").setAttribute("aria-labelledby", `tab-${state.view}`);
    }
    this.current?.show(state);
    if (this.current instanceof GraphView && state.entity !== "" && state.entity !== before?.entity)
      this.current.centre(state.entity);
  }
  get part(): ViewPart | null {
    return this.current;
  }
  get file(): string {
    return this.name ?? "renmai";
  }
}

function makeTabs(store: Store): (state: State) => void {
  const tabs = [...part("views").querySelectorAll<HTMLButtonElement>("[role=tab]")];
  tabs.forEach((tab, k) =>
    on(tab, {
      click: () => store.set({ view: tab.dataset.view as View }),
      keydown: (event) => {
        const key = (event as KeyboardEvent).key;
        if (key !== "ArrowRight" && key !== "ArrowLeft") return;
        const next = tabs[(k + (key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
        next.focus();
        next.click();
      },
    }),
  );
  return (state) =>
    tabs.forEach((tab) => {
      const chosen = tab.dataset.view === state.view;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    });
}

/** Boxes for kinds, and a slider for confidence. */
function makeFilters(page: Page, store: Store): (state: State) => void {
  const box = (label: string, count: number, change: (checked: boolean) => void) => {
    const input = on(el("input", { type: "checkbox" }), {
      change: (event) => change((event.target as HTMLInputElement).checked),
    });
    return { input, label: el("label", {}, input, `${label} `, el("span", { class: "faint" }, String(count))) };
  };
  const count = (items: string[]) => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const toggled = (list: string[], item: string, there: boolean) =>
    there ? [...list.filter((one) => one !== item), item].sort() : list.filter((one) => one !== item);
  const usual = new Set(page.facts.filter((fact) => fact.usual).map((fact) => fact.kind));
  const counted = count(page.facts.map((fact) => fact.kind)).sort(
    (a, b) => Number(usual.has(b[0])) - Number(usual.has(a[0])),
  );
  const kinds = counted.map(([kind, number]) => ({
    kind,
    ...box(kind, number, (checked) => store.set({ kinds: toggled(store.state.kinds, kind, checked) }, true)),
  }));
  const entities = count(page.entities.filter((entity) => entity.facts.length > 0).map((entity) => entity.kind)).map(
    ([kind, number]) => ({
      kind,
      ...box(kind, number, (checked) => store.set({ hidden: toggled(store.state.hidden, kind, !checked) }, true)),
    }),
  );
  const notActual = page.facts.filter((fact) => fact.status !== "actual").length;
  const planned = box("offers, intentions, rumours too", notActual, (checked) => store.set({ planned: checked }, true));
  const slider = on(el("input", { id: "confidence", type: "range", min: 0, max: 1, step: 0.05 }), {
    input: (event) => store.set({ confidence: Number((event.target as HTMLInputElement).value) }, true),
  });
  const value = el("output", { for: "confidence" });
  part("filters").replaceChildren(
    el(
      "details",
      { open: window.innerWidth > 900 },
      el("summary", {}, "Filters"),
      el(
        "fieldset",
        {},
        el("legend", {}, "Relations"),
        ...kinds.filter((one) => usual.has(one.kind)).map((one) => one.label),
        el(
          "details",
          {},
          el("summary", {}, "other kinds"),
          ...kinds.filter((one) => !usual.has(one.kind)).map((one) => one.label),
        ),
        planned.label,
      ),
      el("fieldset", {}, el("legend", {}, "Entities"), ...entities.map((one) => one.label)),
      el(
        "fieldset",
        {},
        el("legend", {}, "Confidence"),
        el("label", { for: "confidence" }, "at least "),
        value,
        slider,
      ),
    ),
  );
  return (state) => {
    for (const one of kinds) one.input.checked = state.kinds.includes(one.kind);
    for (const one of entities) one.input.checked = !state.hidden.includes(one.kind);
    planned.input.checked = state.planned;
    slider.value = String(state.confidence);
    value.textContent = state.confidence.toFixed(2);
  };
}

/** The slider of years, and what moved in the chosen one. */
function makeTime(page: Page, store: Store): (state: State) => void {
  const slider = part<HTMLInputElement>("year");
  const play = part<HTMLButtonElement>("play");
  const { first, last } = page.years;
  slider.min = String(first);
  slider.max = String(last);
  let timer = 0;
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    play.setAttribute("aria-pressed", "false");
  };
  on(slider, {
    input: () => {
      stop();
      store.set({ year: Number(slider.value) }, true);
    },
  });
  on(part("all-years"), {
    click: () => {
      stop();
      store.set({ year: null }, true);
    },
  });
  on(play, {
    click: () => {
      if (timer !== 0) return stop();
      play.textContent = "Pause";
      play.setAttribute("aria-pressed", "true");
      const start = store.state.year === null || store.state.year >= last ? first : store.state.year;
      store.set({ year: start }, true);
      timer = window.setInterval(() => {
        const year = (store.state.year ?? first) + 1;
        if (year > last) return stop();
        store.set({ year }, true);
      }, 900);
    },
  });
  return (state) => {
    slider.value = String(state.year ?? last);
    part("year-text").textContent = state.year === null ? "all" : String(state.year);
    const moves = movesIn(page.flows.get("organisation")?.moves ?? [], state.year);
    const list = part("moves");
    if (state.year === null) return list.replaceChildren();
    const shown = moves
      .slice(0, 6)
      .map((move) =>
        button(`${move.personName}: ${move.from} → ${move.to}`, () => store.set({ entity: move.person, source: "" }), {
          class: "link",
        }),
      );
    list.replaceChildren(
      moves.length === 0 ? `No counted moves in ${state.year}.` : `Moves in ${state.year}: `,
      ...shown.flatMap((one, k) => (k === 0 ? [one] : ["; ", one])),
      moves.length > shown.length ? ` and ${moves.length - shown.length} more` : "",
    );
  };
}

function start(): void {
  const page = readPage(part("data").textContent ?? "");
  const store = new Store(usualState(page));
  const context: Context = { page, store, stage: part("stage") };
  const views = new Views(context);
  const backend = new Backend(page);
  const panel = new Panel(page, store, backend, part("panel"));
  const parts = [makeTabs(store), makeFilters(page, store), makeTime(page, store)];
  part("title").textContent = page.title;
  part("stamp").textContent = [...page.stamp.map(([key, value]) => `${key}: ${value}`), `renmai ${page.version}`].join(
    " · ",
  );
  searchBox(
    (query) => backend.search(query),
    (entity) => store.set({ entity: entity.id, source: "", from: "", to: "" }),
  );
  for (const how of ["in", "out", "all"] as const)
    on(part("zoom").querySelector(`[data-zoom=${how}]`) as HTMLElement, { click: () => views.part?.zoom(how) });
  on(part("export-svg"), { click: () => download(`${views.file}.svg`, "image/svg+xml", views.part?.svg() ?? "") });
  on(part("export-csv"), { click: () => download(`${views.file}.csv`, "text/csv", toCsv(views.part?.rows() ?? [])) });
  const show = (state: State, before: State | null) => {
    for (const one of parts) one(state);
    views.show(state, before);
    panel.show(state);
    void backend.need(state).then((came) => {
      if (!came || store.state !== state) return;
      for (const one of parts) one(state);
      views.show(state, state);
      panel.show(state);
    });
  };
  store.listen(show);
  show(store.state, null);
  let resized = 0;
  window.addEventListener("resize", () => {
    window.clearTimeout(resized);
    resized = window.setTimeout(() => {
      if (store.state.view !== "graph") views.show(store.state, store.state);
    }, 150);
  });
  document.documentElement.dataset.ready = "true";
}

start();
