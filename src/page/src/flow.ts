// SPDX-License-Identifier: Apache-2.0
// Moves between groups as a Sankey diagram, and as a table beside it.
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { hueAt, theme } from "./colors";
import type { Table } from "./data";
import { button, clipped, el, on, pressable, svg } from "./dom";
import { svgDocument } from "./export";
import type { State } from "./state";
import type { Context, ViewPart } from "./view";

const mostBands = 40;

interface Cell {
  row: number;
  from: string;
  to: string;
  fromId: string;
  toId: string;
  moves: number;
  min: number;
  max: number;
  people: number;
}
interface Node {
  key: string;
  name: string;
  color: string;
  left: boolean;
}
interface Band {
  source: number;
  target: number;
  value: number;
  cell: Cell;
}

export class FlowView implements ViewPart {
  private picture: SVGSVGElement = svg("svg");
  private shown: { table: Table; rows: number[] } = { table: emptyTable, rows: [] };

  constructor(private readonly context: Context) {}

  show(state: State): void {
    const flows = this.context.page.flows.get(state.by) ?? this.context.page.flows.get("country");
    if (!flows) return;
    const table = state.year === null ? flows.whole : flows.byYear;
    const rows: number[] = [];
    for (let row = 0; row < table.rows; ++row) {
      if (state.year === null || table.text("year", row) === String(state.year)) rows.push(row);
    }
    this.shown = { table, rows };
    const cells = rows.map((row) => cellOf(table, row));
    this.picture = this.draw(cells.slice(0, mostBands), state);
    this.context.stage.replaceChildren(
      el(
        "div",
        { class: "flow" },
        this.controls(state, cells.length),
        cells.length === 0 ? el("p", {}, "No moves here.") : this.picture,
        this.tableOf(cells.slice(0, 500), state),
      ),
    );
  }

  private controls(state: State, cells: number): HTMLElement {
    const choice = on(
      el(
        "select",
        { id: "by" },
        ...[...this.context.page.flows.keys()].map((by) => el("option", { value: by, selected: by === state.by }, by)),
      ),
      {
        change: (event) => this.context.store.set({ by: (event.target as HTMLSelectElement).value, from: "", to: "" }),
      },
    );
    return el(
      "div",
      { class: "controls" },
      el("label", { for: "by" }, "Between"),
      choice,
      el(
        "span",
        { class: "faint" },
        `${state.year === null ? "all years" : `the year ${state.year}`}; as renmai flow --by ${state.by}${state.year === null ? "" : " --per year"} counts. Filters of kind and confidence do not change it.${cells > mostBands ? ` The ${mostBands} largest of ${cells} are drawn.` : ""} Pale: up to the most there may be; dashed: only possible.`,
      ),
    );
  }

  private draw(cells: Cell[], state: State): SVGSVGElement {
    const width = Math.max(480, this.context.stage.clientWidth - 32);
    const colors = theme();
    const nodes: Node[] = [];
    const numbers = new Map<string, number>();
    const hues = new Map<string, number>();
    const node = (left: boolean, id: string, name: string) => {
      const key = `${left ? "from" : "to"} ${id}`;
      if (!numbers.has(key)) {
        if (!hues.has(id)) hues.set(id, hues.size);
        numbers.set(key, nodes.length);
        nodes.push({
          key,
          name: id === "?" ? "? unknown" : name,
          color: id === "?" ? colors.faint : hueAt(hues.get(id) ?? 0, colors),
          left,
        });
      }
      return numbers.get(key) ?? 0;
    };
    const links: Band[] = cells
      .filter((cell) => cell.max > 0)
      .map((cell) => ({
        source: node(true, cell.fromId, cell.from),
        target: node(false, cell.toId, cell.to),
        value: cell.max,
        cell,
      }));
    const height = Math.max(
      160,
      Math.max(nodes.filter((one) => one.left).length, nodes.filter((one) => !one.left).length) * 44,
    );
    const picture = svg("svg", {
      width,
      height: height + 16,
      viewBox: `0 0 ${width} ${height + 16}`,
      role: "group",
      "aria-label": "Sankey diagram; the table below says the same",
    });
    if (links.length === 0) return picture;
    const side = Math.min(190, width / 4);
    const laid = sankey<Node, Band>()
      .nodeWidth(12)
      .nodePadding(14)
      .extent([
        [side, 8],
        [width - side, height],
      ])
      .nodeSort(null as never)({ nodes: nodes.map((one) => ({ ...one })), links: links.map((one) => ({ ...one })) });
    const path = sankeyLinkHorizontal<Node, Band>();
    for (const link of laid.links) {
      const cell = link.cell;
      const color = (link.source as unknown as Node).color;
      const whole = link.width ?? 1;
      const chosen = cell.fromId === state.from && cell.toId === state.to;
      const title = `${cell.from} → ${cell.to}: ${words(cell)}`;
      const band = svg(
        "g",
        { class: "band", tabindex: 0, role: "button", "aria-label": title, "aria-pressed": chosen },
        svg("title", {}, title),
        svg("path", {
          d: path(link) ?? "",
          fill: "none",
          stroke: color,
          "stroke-width": Math.max(1, whole),
          "stroke-opacity": chosen ? 0.35 : 0.2,
        }),
      );
      if (cell.moves > 0)
        band.append(
          svg("path", {
            d: path(link) ?? "",
            fill: "none",
            stroke: color,
            "stroke-width": Math.max(1, (whole * cell.moves) / cell.max),
            "stroke-opacity": chosen ? 0.95 : 0.6,
          }),
        );
      else
        band.append(
          svg("path", {
            d: path(link) ?? "",
            fill: "none",
            stroke: color,
            "stroke-width": 1.2,
            "stroke-dasharray": "5 4",
          }),
        );
      picture.append(pressable(band, () => this.context.store.set({ from: cell.fromId, to: cell.toId, source: "" })));
    }
    for (const one of laid.nodes) {
      const [x0, x1, y0, y1] = [one.x0 ?? 0, one.x1 ?? 0, one.y0 ?? 0, one.y1 ?? 0];
      picture.append(
        svg("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), fill: one.color }),
        svg(
          "text",
          {
            x: one.left ? x0 - 6 : x1 + 6,
            y: (y0 + y1) / 2 + 4,
            "text-anchor": one.left ? "end" : "start",
            "font-size": 12,
            fill: colors.ink,
            "font-family": "sans-serif",
          },
          clipped(one.name, Math.floor(side / 7)),
        ),
      );
    }
    return picture;
  }

  private tableOf(cells: Cell[], state: State): HTMLElement {
    return el(
      "table",
      {},
      el("caption", {}, "Moves, least and most there may be"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...["from", "to", "moves", "min", "max", "people"].map((name) => el("th", { scope: "col" }, name)),
        ),
      ),
      el(
        "tbody",
        {},
        ...cells.map((cell) => {
          const chosen = cell.fromId === state.from && cell.toId === state.to;
          return el(
            "tr",
            { class: chosen ? "chosen" : "" },
            el("td", {}, cell.from),
            el("td", {}, cell.to),
            el(
              "td",
              {},
              button(
                String(cell.moves),
                () => this.context.store.set({ from: cell.fromId, to: cell.toId, source: "" }),
                { class: "link", "aria-label": `${cell.moves} moves from ${cell.from} to ${cell.to}: who` },
              ),
            ),
            el("td", {}, String(cell.min)),
            el("td", {}, String(cell.max)),
            el("td", {}, String(cell.people)),
          );
        }),
      ),
    );
  }

  svg(): string {
    return svgDocument(this.picture, theme().paper);
  }

  rows(): string[][] {
    const { table, rows } = this.shown;
    return [table.names, ...rows.map((row) => table.names.map((name) => table.text(name, row)))];
  }

  zoom(): void {
    /* the diagram fills its place */
  }
  close(): void {
    /* nothing is held */
  }
}

const emptyTable = { rows: 0, names: [], text: () => "", number: () => NaN } as unknown as Table;

function cellOf(table: Table, row: number): Cell {
  return {
    row,
    from: table.text("from", row),
    to: table.text("to", row),
    fromId: table.text("from_id", row),
    toId: table.text("to_id", row),
    moves: table.number("moves", row),
    min: table.number("min", row),
    max: table.number("max", row),
    people: table.number("people", row),
  };
}

function words(cell: Cell): string {
  return `${cell.moves}${cell.min === cell.max ? "" : ` (${cell.min}–${cell.max})`} moves`;
}
