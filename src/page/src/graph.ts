// SPDX-License-Identifier: Apache-2.0
// The graph: vertices where the program placed them, drawn by sigma.js on WebGL.
import { MultiGraph } from "graphology";
import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import type { Fact, Move } from "./data";
import { yearOf } from "./data";
import { hueOf, theme, type Theme } from "./colors";
import { el } from "./dom";
import { xmlText } from "./export";
import type { State } from "./state";
import { certaintyOf, factHeader, factRows, type Context, type ViewPart } from "./view";

type Certainty = "certain" | "possible" | "no";

export class GraphView implements ViewPart {
  private readonly graph = new MultiGraph();
  private readonly facts = new Map<string, Fact[]>();  // by edge
  private readonly certainty = new Map<string, Certainty>();  // by edge, in the state shown
  private readonly lit = new Set<string>();  // vertices with a fact that is shown
  private near = new Set<string>();  // the chosen entity and its neighbours
  private readonly colors: Theme = theme();
  private readonly sigma: Sigma;
  private state: State;

  constructor(private readonly context: Context) {
    this.state = context.store.state;
    this.fill();
    const holder = el("div", { class: "canvas", role: "img", "aria-label": "Graph. The card and the search name what it shows." });
    context.stage.replaceChildren(holder, this.legend());
    this.sigma = new Sigma(this.graph, holder, this.settings());
    this.sigma.on("clickNode", ({ node }) => context.store.set({ entity: node, source: "" }));
    this.sigma.on("clickStage", () => context.store.set({ entity: "", source: "" }));
  }

  private fill(): void {
    const drawn = this.context.page.entities.filter((entity) => entity.spot).length;
    const scale = Math.min(1, Math.max(0.25, Math.sqrt(600 / Math.max(1, drawn))));
    for (const entity of this.context.page.entities) {
      if (!entity.spot) continue;
      this.graph.addNode(entity.id, {
        x: entity.spot.x, y: entity.spot.y, label: entity.name, color: hueOf(entity.kind, this.colors),
        size: scale * (2 + 2 * Math.log2(1 + entity.count)), kind: entity.kind,
      });
    }
    for (const fact of this.context.page.facts) {
      const [a, b] = fact.from.id < fact.to.id ? [fact.from.id, fact.to.id] : [fact.to.id, fact.from.id];
      if (a === b || !this.graph.hasNode(a) || !this.graph.hasNode(b)) continue;
      const key = `${a}\u0000${b}`;
      const known = this.facts.get(key);
      if (known) {
        known.push(fact);
        continue;
      }
      this.facts.set(key, [fact]);
      this.graph.addEdgeWithKey(key, a, b, {});
    }
  }

  private settings(): Partial<Settings> {
    const { faint, ink, line, move } = this.colors;
    const few = this.graph.order <= 400;
    return {
      labelColor: { color: ink }, labelFont: "system-ui, 'Noto Sans CJK SC', sans-serif", labelSize: 12,
      labelDensity: 1, labelGridCellSize: few ? 70 : 110, labelRenderedSizeThreshold: few ? 0 : 7, zIndex: true, minCameraRatio: 0.01, maxCameraRatio: 3,
      hideEdgesOnMove: this.graph.size > 30000, allowInvalidContainer: true, stagePadding: 40,
      nodeReducer: (node, data) => {
        if (!this.lit.has(node)) return { ...data, hidden: true };
        if (node === this.state.entity) return { ...data, highlighted: true, forceLabel: true, size: data.size + 3, zIndex: 2 };
        if (this.near.size > 0 && !this.near.has(node)) return { ...data, color: line, label: "", zIndex: 0 };
        return { ...data, forceLabel: this.near.has(node), zIndex: 1 };
      },
      edgeReducer: (edge, data) => {
        if (data.move) return { ...data, color: move, size: 4, type: "arrow", zIndex: 2 };
        const certainty = this.certainty.get(edge) ?? "no";
        if (certainty === "no") return { ...data, hidden: true };
        const about = this.state.entity !== "" && this.graph.extremities(edge).includes(this.state.entity);
        return { ...data, color: about ? faint : line, size: certainty === "certain" ? (about ? 2 : 1.2) : 0.4, zIndex: about ? 1 : 0 };
      },
    };
  }

  show(state: State): void {
    this.state = state;
    this.lit.clear();
    for (const [edge, facts] of this.facts) {
      let best: Certainty = "no";
      for (const fact of facts) {
        const certainty = certaintyOf(fact, state);
        if (certainty === "certain" || (certainty === "possible" && best === "no")) best = certainty;
        if (best === "certain") break;
      }
      this.certainty.set(edge, best);
      if (best === "no") continue;
      this.lit.add(facts[0].from.id);
      this.lit.add(facts[0].to.id);
    }
    this.drawMoves(state);
    if (this.graph.hasNode(state.entity)) this.lit.add(state.entity);
    this.near = this.neighboursOf(state.entity);
    this.sigma.refresh();
  }

  private neighboursOf(id: string): Set<string> {
    const near = new Set<string>();
    if (!this.graph.hasNode(id)) return near;
    near.add(id);
    this.graph.forEachEdge(id, (edge, _, a, b) => {
      if ((this.certainty.get(edge) ?? "no") !== "no") near.add(a === id ? b : a);
    });
    return near;
  }

  /** The moves of the year as arrows between organisations. */
  private drawMoves(state: State): void {
    this.graph.filterEdges((_, data) => data.move === true).forEach((edge) => this.graph.dropEdge(edge));
    for (const move of movesIn(this.context.page.flows.get("organisation")?.moves ?? [], state.year)) {
      if (move.fromId === move.toId || !this.graph.hasNode(move.fromId) || !this.graph.hasNode(move.toId)) continue;
      this.graph.addEdge(move.fromId, move.toId, { move: true });
      for (const id of [move.fromId, move.toId, move.person]) if (this.graph.hasNode(id)) this.lit.add(id);
    }
  }

  /** Brings a vertex to the middle. */
  centre(id: string): void {
    const at = this.sigma.getNodeDisplayData(id);
    if (!at) return;
    const camera = this.sigma.getCamera();
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const to = { x: at.x, y: at.y, ratio: Math.min(camera.ratio, this.graph.order <= 400 ? 0.8 : 0.25) };
    if (calm) camera.setState(to);
    else void camera.animate(to, { duration: 300 });
  }

  private legend(): HTMLElement {
    const kinds = new Map<string, number>();
    this.graph.forEachNode((_, data) => kinds.set(data.kind as string, (kinds.get(data.kind as string) ?? 0) + 1));
    const items = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind]) => {
      const dot = el("span", { class: "dot" });
      dot.style.background = hueOf(kind, this.colors);
      return el("span", {}, dot, kind);
    });
    const thin = el("span", {}, "thin line: only possible in that year");
    const arrow = el("span", {}, "→ move of that year");
    return el("div", { class: "legend" }, ...items, thin, arrow);
  }

  svg(): string {
    const { width, height } = this.sigma.getDimensions();
    const { paper, ink, line, move } = this.colors;
    const place = (id: string) => {
      const data = this.sigma.getNodeDisplayData(id);
      return data ? this.sigma.framedGraphToViewport(data) : { x: 0, y: 0 };
    };
    const number = (value: number) => value.toFixed(1);
    const lines: string[] = [];
    this.graph.forEachEdge((edge, data, a, b) => {
      if (!data.move && (this.certainty.get(edge) ?? "no") === "no") return;
      const from = place(a);
      const to = place(b);
      const possible = !data.move && this.certainty.get(edge) === "possible";
      lines.push(`<line x1="${number(from.x)}" y1="${number(from.y)}" x2="${number(to.x)}" y2="${number(to.y)}" stroke="${data.move ? move : line}" stroke-width="${data.move ? 3 : 1}"${possible ? ' stroke-dasharray="4 3"' : ""}/>`);
    });
    const dots: string[] = [];
    const words: string[] = [];
    this.graph.forEachNode((node, data) => {
      if (!this.lit.has(node)) return;
      const at = place(node);
      if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return;
      const size = this.sigma.scaleSize(data.size as number);
      dots.push(`<circle cx="${number(at.x)}" cy="${number(at.y)}" r="${number(size)}" fill="${data.color as string}"/>`);
      if (this.graph.order <= 400 || this.near.has(node))
        words.push(`<text x="${number(at.x + size + 3)}" y="${number(at.y + 4)}">${xmlText(data.label as string)}</text>`);
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${paper}"/><g>${lines.join("")}</g><g>${dots.join("")}</g><g fill="${ink}" font-family="sans-serif" font-size="12">${words.join("")}</g></svg>\n`;
  }

  rows(): string[][] {
    const shown: string[][] = [];
    for (const facts of this.facts.values()) {
      for (const fact of facts) if (certaintyOf(fact, this.state) !== "no") shown.push(...factRows(fact));
    }
    return [factHeader, ...shown];
  }

  zoom(how: "in" | "out" | "all"): void {
    const camera = this.sigma.getCamera();
    if (how === "all") void camera.animatedReset();
    else if (how === "in") void camera.animatedZoom();
    else void camera.animatedUnzoom();
  }

  close(): void {
    this.sigma.kill();
  }
}

/** Counted moves whose day lies in the year; none without a year. */
export function movesIn(moves: Move[], year: number | null): Move[] {
  return year === null ? [] : moves.filter((move) => move.counted && yearOf(move.date) === year);
}
