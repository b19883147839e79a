// SPDX-License-Identifier: Apache-2.0
// The graph: vertices where the program placed them, drawn by sigma.js on WebGL.
import { MultiGraph } from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import type { Fact, Move } from "./data";
import { movesIn, yearOf } from "./data";
import { hueOf, theme, veiled, type Theme } from "./colors";
import { el } from "./dom";
import { xmlText } from "./export";
import { Labels } from "./labels";
import type { State } from "./state";
import { certaintyOf, factHeader, factRows, type Context, type ViewPart } from "./view";

type Certainty = "certain" | "possible" | "no";

/** Above so many vertices a disc is drawn as a point and a line as a hairline: the same picture at that size, and quick
    where a processor draws and no graphics card. */
const manyVertices = 2000;
/** Above so many edges they wait until a drag or zoom has ended. */
const manyEdges = 10000;

export class GraphView implements ViewPart {
  private graph = new MultiGraph();
  private readonly facts = new Map<string, Fact[]>(); // by edge
  private readonly certainty = new Map<string, Certainty>(); // by edge, in the state shown
  private edged = 0; // so many of the page's moves are edges
  private readonly moved = new Set<string>(); // edges of moves in the year shown
  private readonly lit = new Set<string>(); // vertices with a fact that is shown
  private near = new Set<string>(); // the chosen entity and its neighbours
  private readonly colors: Theme = theme();
  private readonly labels = new Labels(this.colors.paper);
  private readonly sigma: Sigma;
  private state: State;

  constructor(private readonly context: Context) {
    this.state = context.store.state;
    this.addVertices();
    this.addFacts();
    this.addMoves();
    const holder = el("div", {
      class: "canvas",
      role: "img",
      "aria-label": "Graph. The card and the search name what it shows.",
    });
    context.stage.replaceChildren(holder, this.legend());
    this.sigma = new Sigma(this.graph, holder, this.settings());
    this.labels.follow(this.sigma);
    this.pickLess();
    this.sigma.on("clickNode", ({ node }) => context.store.set({ entity: node, source: "" }));
    this.sigma.on("clickStage", () => context.store.set({ entity: "", source: "" }));
  }

  private addVertices(): void {
    const drawn = this.context.page.entities.filter((entity) => entity.spot).length;
    const scale = Math.min(1, Math.max(0.25, Math.sqrt(600 / Math.max(1, drawn))));
    for (const entity of this.context.page.entities) {
      if (!entity.spot) continue;
      this.graph.addNode(entity.id, {
        x: entity.spot.x,
        y: entity.spot.y,
        label: entity.name,
        color: hueOf(entity.kind, this.colors),
        size: scale * (2 + 2 * Math.log2(1 + entity.count)),
        kind: entity.kind,
      });
    }
  }

  private addFacts(): void {
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

  private get moves(): Move[] {
    return this.context.page.flows.get("organisation")?.moves ?? [];
  }

  /** All moves of all years that are not edges yet; they are hidden but in their own year, as sigma.js goes through the
      whole graph at each edge that comes or goes. */
  private addMoves(): void {
    for (const move of this.moves.slice(this.edged)) {
      if (!move.counted || Number.isNaN(yearOf(move.date)) || move.fromId === move.toId) continue;
      if (!this.graph.hasNode(move.fromId) || !this.graph.hasNode(move.toId)) continue;
      if (!this.graph.hasEdge(edgeOf(move)))
        this.graph.addEdgeWithKey(edgeOf(move), move.fromId, move.toId, { type: "arrow", move: true });
    }
    this.edged = this.moves.length;
  }

  private settings(): Partial<Settings> {
    const { faint, ink, line, move } = this.colors;
    const few = this.graph.order <= 400;
    const many = this.graph.order > manyVertices;
    const veil = Math.min(1, (2 * manyVertices) / this.facts.size);
    return {
      nodeProgramClasses: { circle: many ? NodePointProgram : NodeCircleProgram },
      edgeProgramClasses: { line: many ? EdgeLineProgram : EdgeRectangleProgram },
      defaultDrawNodeLabel: this.labels.draw,
      labelColor: { color: ink },
      labelFont: "system-ui, 'Noto Sans CJK SC', sans-serif",
      labelSize: 12,
      labelDensity: few ? 10 : 1,
      labelGridCellSize: few ? 70 : 110,
      labelRenderedSizeThreshold: few ? 0 : 4,
      zIndex: true,
      minCameraRatio: 0.01,
      maxCameraRatio: 3,
      hideEdgesOnMove: this.facts.size > manyEdges,
      allowInvalidContainer: true,
      stagePadding: 40,
      nodeReducer: (node, data) => {
        if (!this.lit.has(node)) return { ...data, hidden: true };
        if (node === this.state.entity)
          return { ...data, highlighted: true, forceLabel: true, size: data.size + 3, zIndex: 2 };
        if (this.near.size > 0 && !this.near.has(node)) return { ...data, color: line, label: "", zIndex: 0 };
        return { ...data, forceLabel: this.near.has(node), zIndex: 1 };
      },
      edgeReducer: (edge, data) => {
        if (data.move)
          return this.moved.has(edge)
            ? { ...data, color: move, size: 4, zIndex: 2 }
            : { ...data, hidden: true, type: "line" };
        const certainty = this.certainty.get(edge) ?? "no";
        if (certainty === "no") return { ...data, hidden: true };
        const about = this.state.entity !== "" && this.graph.extremities(edge).includes(this.state.entity);
        const size = certainty === "certain" ? (about ? 2 : 1.2) : 0.4;
        // A hairline has no width to tell the possible by, and many of them would cover all.
        const cover = many ? (about ? 1 : veil) * (certainty === "certain" ? 1 : 0.4) : 1;
        return { ...data, color: veiled(about ? faint : line, cover), size, zIndex: about ? 1 : 0 };
      },
    };
  }

  /** Sigma asks the GPU what lies under the pointer at each event, and waits for all that is drawn: a drag would crawl.
      Only hovering and clicking need the answer. */
  private pickLess(): void {
    const mouse = this.sigma.getMouseCaptor();
    mouse.removeAllListeners("mousemovebody");
    mouse.removeAllListeners("wheel");
    this.sigma.getTouchCaptor().removeAllListeners("touchmove");
    const hover = mouse.listeners("mousemove");
    mouse.on("mousedown", () => {
      if (mouse.isMouseDown) mouse.removeAllListeners("mousemove");
    });
    mouse.on("mouseup", () => {
      mouse.removeAllListeners("mousemove");
      for (const listener of hover) mouse.on("mousemove", listener);
    });
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
    this.showMoves(state.year);
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
  private showMoves(year: number | null): void {
    if (this.edged < this.moves.length) {
      // A server sent more: they are added where sigma.js does not look at each of them.
      this.graph = this.graph.copy() as MultiGraph;
      this.addMoves();
      this.sigma.setGraph(this.graph);
    }
    this.moved.clear();
    for (const move of movesIn(this.moves, year)) {
      if (!this.graph.hasEdge(edgeOf(move))) continue;
      this.moved.add(edgeOf(move));
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
    const items = [...kinds]
      .sort((a, b) => b[1] - a[1])
      .map(([kind]) => {
        const dot = el("span", { class: "dot" });
        dot.style.background = hueOf(kind, this.colors);
        return el("span", {}, dot, kind);
      });
    const thin = el(
      "span",
      {},
      `${this.graph.order > manyVertices ? "pale" : "thin"} line: only possible in that year`,
    );
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
      if (data.move ? !this.moved.has(edge) : (this.certainty.get(edge) ?? "no") === "no") return;
      const from = place(a);
      const to = place(b);
      const possible = !data.move && this.certainty.get(edge) === "possible";
      lines.push(
        `<line x1="${number(from.x)}" y1="${number(from.y)}" x2="${number(to.x)}" y2="${number(to.y)}" stroke="${data.move ? move : line}" stroke-width="${data.move ? 3 : 1}"${possible ? ' stroke-dasharray="4 3"' : ""}/>`,
      );
    });
    const dots: string[] = [];
    const words: string[] = [];
    this.graph.forEachNode((node, data) => {
      if (!this.lit.has(node)) return;
      const at = place(node);
      if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return;
      const size = this.sigma.scaleSize(data.size as number);
      dots.push(
        `<circle cx="${number(at.x)}" cy="${number(at.y)}" r="${number(size)}" fill="${data.color as string}"/>`,
      );
      if (node === this.state.entity || this.labels.written.has(node))
        words.push(
          `<text x="${number(at.x + size + 3)}" y="${number(at.y + 4)}">${xmlText(data.label as string)}</text>`,
        );
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

function edgeOf(move: Move): string {
  return `move\u0000${move.fromId}\u0000${move.toId}`;
}
