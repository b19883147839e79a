// SPDX-License-Identifier: Apache-2.0
// One file out of all: script and styles go into the page, and its policy names them by their hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

function oneFile(): Plugin {
  let folder = "";
  return {
    name: "one-file",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      const assets = join(folder, "assets");
      const names = readdirSync(assets);
      const read = (ending: string) =>
        names
          .filter((name) => name.endsWith(ending))
          .map((name) => readFileSync(join(assets, name), "utf8").trim())
          .join("\n");
      // A script ends at the first such tag, wherever it stands.
      const script = read(".js").replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
      const style = read(".css");
      const page = join(folder, "index.html");
      const html = readFileSync(page, "utf8")
        .replace(/<script type="module"[^>]*><\/script>\s*/, "")
        .replace(/<link rel="stylesheet"[^>]*>\s*/, "")
        .replace("@SCRIPT_HASH@", () => hashOf(script))
        .replace("@STYLE_HASH@", () => hashOf(style))
        .replace("</head>", () => `<style>${style}</style>\n</head>`)
        .replace("</body>", () => `<script type="module">${script}</script>\n</body>`);
      writeFileSync(page, html);
      rmSync(assets, { recursive: true });
    },
  };
}

export default defineConfig({
  base: "./",
  build: { target: "es2021", modulePreload: false, chunkSizeWarningLimit: 1000, reportCompressedSize: false },
  plugins: [oneFile()],
});
