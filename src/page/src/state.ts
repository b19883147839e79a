// SPDX-License-Identifier: Apache-2.0
// What is looked at, kept in the address so that it can be sent to somebody.

export type View = "graph" | "flow" | "timeline";

export interface State {
  view: View;
  /** The chosen entity's id, or "". */
  entity: string;
  /** The chosen source's id, or "". */
  source: string;
  /** The chosen cell of the flow: ids of origin and destination, or "". */
  from: string;
  to: string;
  by: string;
  /** A year, or null for all. */
  year: number | null;
  /** Kinds of relation that are shown. */
  kinds: string[];
  /** Kinds of entity that are hidden. */
  hidden: string[];
  /** Relations as stated only (actual), or offers and the like too. */
  planned: boolean;
  confidence: number;
  /** Persons of the timeline; empty: chosen for the reader. */
  lanes: string[];
}

export class Store {
  private listeners: ((state: State, before: State) => void)[] = [];
  private now: State;

  constructor(private readonly usual: State) {
    this.now = this.fromHash();
    window.addEventListener("hashchange", () => this.take(this.fromHash()));
  }

  get state(): State {
    return this.now;
  }

  listen(listener: (state: State, before: State) => void): void {
    this.listeners.push(listener);
  }

  /** Changes some of it. `replace`: no new step to go back to. */
  set(change: Partial<State>, replace = false): void {
    const next = { ...this.now, ...change };
    const hash = this.toHash(next);
    if (hash !== location.hash) remember(hash, replace);
    this.take(next);
  }

  private take(next: State): void {
    const before = this.now;
    this.now = next;
    for (const listener of this.listeners) listener(next, before);
  }

  private toHash(state: State): string {
    const words = new URLSearchParams();
    for (const key of Object.keys(this.usual) as (keyof State)[]) {
      const value = encode(state[key]);
      if (value !== encode(this.usual[key])) words.set(key, value);
    }
    return `#${words.toString()}`;
  }

  private fromHash(): State {
    const words = new URLSearchParams(location.hash.slice(1));
    const word = (key: string) => words.get(key);
    const usual = this.usual;
    const view = word("view");
    const year = Number.parseInt(word("year") ?? "", 10);
    const confidence = Number.parseFloat(word("confidence") ?? "");
    const list = (key: string, fallback: string[]) => {
      const text = word(key);
      return text === null
        ? fallback
        : text
            .split(" ")
            .filter((one) => one !== "")
            .map(decodeURIComponent);
    };
    return {
      view: view === "graph" || view === "flow" || view === "timeline" ? view : usual.view,
      entity: word("entity") ?? "",
      source: word("source") ?? "",
      from: word("from") ?? "",
      to: word("to") ?? "",
      by: word("by") ?? usual.by,
      year: Number.isNaN(year) ? null : year,
      kinds: list("kinds", usual.kinds),
      hidden: list("hidden", usual.hidden),
      planned: word("planned") === "true",
      confidence: Number.isNaN(confidence) ? usual.confidence : Math.min(1, Math.max(0, confidence)),
      lanes: list("lanes", usual.lanes),
    };
  }
}

/** Puts it into the address; a page inside another may have none that can be changed. */
function remember(hash: string, replace: boolean): void {
  try {
    if (replace) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
  } catch {
    return;
  }
}

function encode(value: State[keyof State]): string {
  if (Array.isArray(value)) return value.map(encodeURIComponent).join(" ");
  return value === null ? "" : String(value);
}
