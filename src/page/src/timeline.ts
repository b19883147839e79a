// SPDX-License-Identifier: Apache-2.0
// Careers as lanes: a bar from the first to the last day something may have held, solid where it surely did.
import { hueOf, theme, type Theme } from "./colors";
import type { Entity, Fact, Page } from "./data";
import { clipped, el, pressable, svg } from "./dom";
import { svgDocument } from "./export";
import type { State } from "./state";
import { certaintyOf, factHeader, factRows, passes, when, type Context, type ViewPart } from "./view";

const usualLanes = 12;
const barHeight = 18;
const nameWidth = 150;

interface Bar {
  fact: Fact;
  left: number;
  right: number;
  sureLeft: number;
  sureRight: number;
  undated: boolean;
  row: number;
}

export class TimelineView implements ViewPart {
  private picture: SVGSVGElement = svg("svg");
  private facts: Fact[] = [];
  private readonly colors: Theme = theme();

  constructor(private readonly context: Context) {}

  show(state: State): void {
    const persons = lanesOf(this.context.page, state);
    this.facts = persons.flatMap((person) =>
      person.facts.filter((fact) => fact.from === person && passes(fact, state)),
    );
    this.picture = this.draw(persons, state);
    const note = state.lanes.length > 0 ? "" : "Those with most relations; the card of a person puts others here. ";
    this.context.stage.replaceChildren(
      el(
        "div",
        { class: "timeline" },
        el("p", { class: "faint" }, `${note}Solid: surely; pale: may have held; dashed: undated.`),
        this.picture,
      ),
    );
  }

  private draw(persons: Entity[], state: State): SVGSVGElement {
    const width = Math.max(560, this.context.stage.clientWidth - 32);
    const { first, last } = this.context.page.years;
    const span = last - first + 1;
    const x = (year: number) =>
      nameWidth + ((Math.min(Math.max(year, first), last + 1) - first) / span) * (width - nameWidth - 12);
    const picture = svg("svg", { width, role: "group", "aria-label": "Careers by year" });
    let y = 34;
    const lanes = persons.map((person) => ({ person, bars: this.barsOf(person, state, x) }));
    const height = lanes.reduce((sum, { bars }) => sum + laneHeight(bars), y) + 8;
    picture.setAttribute("height", String(height));
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.drawYears(picture, x, height, state);
    for (const { person, bars } of lanes) {
      const name = svg(
        "text",
        {
          x: 4,
          y: y + 13,
          "font-size": 12,
          "font-weight": person.id === state.entity ? "bold" : "normal",
          fill: this.colors.ink,
          class: "button",
          tabindex: 0,
          role: "button",
          "font-family": "sans-serif",
        },
        clipped(person.name, 20),
      );
      picture.append(this.chooser(name, person.id));
      for (const bar of bars) this.drawBar(picture, bar, y, state);
      y += laneHeight(bars);
      picture.append(
        svg("line", { x1: 0, x2: width, y1: y - 5, y2: y - 5, stroke: this.colors.line, "stroke-opacity": 0.35 }),
      );
    }
    return picture;
  }

  private drawYears(picture: SVGSVGElement, x: (year: number) => number, height: number, state: State): void {
    const { first, last } = this.context.page.years;
    const step = Math.max(1, Math.ceil((last - first) / 14));
    for (let year = first; year <= last; year += step) {
      picture.append(
        svg("line", { x1: x(year), x2: x(year), y1: 22, y2: height, stroke: this.colors.line, "stroke-opacity": 0.3 }),
        svg(
          "text",
          { x: x(year) + 2, y: 16, "font-size": 11, fill: this.colors.faint, "font-family": "sans-serif" },
          String(year),
        ),
      );
    }
    if (state.year !== null)
      picture.append(
        svg("rect", {
          x: x(state.year),
          y: 22,
          width: x(state.year + 1) - x(state.year),
          height: height - 22,
          fill: this.colors.move,
          "fill-opacity": 0.12,
        }),
      );
  }

  private barsOf(person: Entity, state: State, x: (year: number) => number): Bar[] {
    const { first, last } = this.context.page.years;
    const bars: Bar[] = [];
    const rowEnds: number[] = [];
    for (const fact of person.facts) {
      if (fact.from !== person || !passes(fact, state)) continue;
      const left = x(fact.first === "" ? first : asYear(fact.first));
      const right = Math.max(left + 6, x(fact.last === "" ? last + 1 : asYear(fact.last)));
      const sureLeft = fact.sureFirst === "" ? NaN : x(asYear(fact.sureFirst));
      const sureRight = fact.sureLast === "" ? NaN : x(asYear(fact.sureLast));
      let row = rowEnds.findIndex((end) => end <= left);
      if (row < 0) row = rowEnds.length;
      rowEnds[row] = right + 2;
      bars.push({ fact, left, right, sureLeft, sureRight, undated: fact.first === "" && fact.last === "", row });
    }
    return bars;
  }

  private drawBar(picture: SVGSVGElement, bar: Bar, top: number, state: State): void {
    const { fact } = bar;
    const y = top + bar.row * (barHeight + 3);
    const color = hueOf(fact.to.kind, this.colors);
    const active = certaintyOf(fact, state) !== "no";
    const words = `${fact.to.name}: ${fact.kind}, ${when(fact)}${fact.confidence < 1 ? `, confidence ${fact.confidence}` : ""}`;
    const group = svg(
      "g",
      { class: "button", tabindex: 0, role: "button", "aria-label": words, opacity: active ? 1 : 0.35 },
      svg("title", {}, words),
      svg("rect", {
        x: bar.left,
        y,
        width: bar.right - bar.left,
        height: barHeight,
        rx: 3,
        fill: color,
        "fill-opacity": bar.undated ? 0.05 : 0.2,
        stroke: color,
        ...(bar.undated ? { "stroke-dasharray": "4 3" } : {}),
      }),
    );
    if (bar.sureRight > bar.sureLeft)
      group.append(
        svg("rect", {
          x: bar.sureLeft,
          y,
          width: bar.sureRight - bar.sureLeft,
          height: barHeight,
          fill: color,
          "fill-opacity": 0.45,
        }),
      );
    const room = Math.floor((bar.right - bar.left - 8) / 6.2);
    if (room > 2)
      group.append(
        svg(
          "text",
          { x: bar.left + 5, y: y + 13, "font-size": 11, fill: this.colors.ink, "font-family": "sans-serif" },
          clipped(fact.to.name, room),
        ),
      );
    picture.append(this.chooser(group, fact.to.id));
  }

  private chooser<E extends SVGElement>(element: E, id: string): E {
    return pressable(element, () => this.context.store.set({ entity: id, source: "" }));
  }

  svg(): string {
    return svgDocument(this.picture, this.colors.paper);
  }

  rows(): string[][] {
    return [factHeader, ...this.facts.flatMap(factRows)];
  }
  zoom(): void {
    /* the years fill the width */
  }
  close(): void {
    /* nothing is held */
  }
}

function laneHeight(bars: Bar[]): number {
  return Math.max(1, ...bars.map((bar) => bar.row + 1)) * (barHeight + 3) + 10;
}

/** A day as a year with a fraction. */
function asYear(day: string): number {
  const [year, month, date] = day.split("-").map(Number);
  return year + (month - 1) / 12 + (date - 1) / 365;
}

/** The persons of the lanes: those chosen, else those who moved and have most recorded. */
export function lanesOf(page: Page, state: State): Entity[] {
  const chosen = state.lanes.map((id) => page.byId.get(id)).filter((one): one is Entity => one !== undefined);
  if (chosen.length > 0) return chosen;
  const moved = new Set(
    (page.flows.get("organisation")?.moves ?? []).filter((move) => move.counted).map((move) => move.person),
  );
  const chosenEntity = page.byId.get(state.entity);
  const persons = page.entities
    .filter((entity) => entity.kind === "person" && entity.count > 0)
    .sort((a, b) => Number(moved.has(b.id)) - Number(moved.has(a.id)) || b.count - a.count)
    .slice(0, usualLanes);
  if (chosenEntity?.kind === "person" && !persons.includes(chosenEntity)) persons.unshift(chosenEntity);
  return persons;
}
