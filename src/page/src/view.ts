// SPDX-License-Identifier: Apache-2.0
import type { Fact, Page } from "./data";
import { holdsIn } from "./data";
import type { State, Store } from "./state";

/** What every view can do. */
export interface ViewPart {
  /** Shows the state; called whenever it changes while the view is in front. */
  show(state: State): void;
  /** What is seen, as an SVG document. */
  svg(): string;
  /** What is seen, as rows with a header. */
  rows(): string[][];
  zoom(how: "in" | "out" | "all"): void;
  /** Lets go of what it holds when another view comes to the front. */
  close(): void;
}

export interface Context {
  page: Page;
  store: Store;
  stage: HTMLElement;
}

/** Whether the filters let a fact through, whatever the year. */
export function passes(fact: Fact, state: State): boolean {
  return (
    state.kinds.includes(fact.kind) &&
    (state.planned || fact.status === "actual" || fact.status === "") &&
    !(fact.confidence < state.confidence) &&
    !state.hidden.includes(fact.from.kind) &&
    !state.hidden.includes(fact.to.kind)
  );
}

/** Whether a fact is shown, and how surely it held in the year asked for. */
export function certaintyOf(fact: Fact, state: State): "certain" | "possible" | "no" {
  if (!passes(fact, state)) return "no";
  return state.year === null ? "certain" : holdsIn(fact, state.year);
}

export const factHeader = [
  "relation",
  "from",
  "kind",
  "to",
  "role",
  "start",
  "end",
  "status",
  "confidence",
  "source",
  "locator",
];

/** A fact as rows of CSV, one for each relation that says it. */
export function factRows(fact: Fact): string[][] {
  return fact.rows.map((row) => [
    row.relation,
    fact.from.name,
    fact.kind,
    fact.to.name,
    row.role,
    row.start,
    row.end,
    fact.status,
    String(row.confidence),
    row.source,
    row.locator,
  ]);
}

/** When a fact held, as written. */
export function when(item: { start: string; end: string; attested: string }): string {
  if (item.start === "" && item.end === "") return item.attested === "" ? "undated" : `at ${item.attested}`;
  if (item.start === item.end) return item.start;
  return `${item.start === "" ? "?" : item.start} – ${item.end === "" ? "?" : item.end === ".." ? "still so" : item.end}`;
}
