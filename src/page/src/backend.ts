// SPDX-License-Identifier: Apache-2.0
// Where the rest of a served page comes from: it is asked for when it is looked at, a slice at a time.
import type { Entity, Page, PlainPage } from "./data";
import { part } from "./dom";
import { find } from "./search";
import type { State } from "./state";
import { lanesOf } from "./timeline";

const sliceRows = 500;

export class Backend {
  private readonly got = new Map<string, { rows: number; total: number }>();

  constructor(private readonly page: Page) {}

  /** Entities that a name may mean. */
  async search(query: string): Promise<Entity[]> {
    if (!this.page.served || query.trim() === "") return find(this.page.entities, query);
    const answer = await ask("search", { q: query, limit: "12" });
    return answer ? this.page.add(answer) : [];
  }

  /** Fetches the first part of what is looked at and not here yet; tells whether anything came. */
  async need(state: State): Promise<boolean> {
    if (!this.page.served) return false;
    const wanted: Promise<boolean>[] = [];
    const entities = new Set(state.entity === "" ? [] : [state.entity]);
    if (state.view === "timeline") for (const person of lanesOf(this.page, state)) entities.add(person.id);
    for (const id of entities) {
      wanted.push(this.once("entity", { id }));
      wanted.push(this.once("moves", { by: "organisation", person: id }));
    }
    if (state.source !== "") wanted.push(this.once("source", { id: state.source }));
    if (state.view === "flow" && (state.from !== "" || state.to !== ""))
      wanted.push(this.once("moves", { by: state.by, from: state.from, to: state.to }));
    if (state.year !== null) wanted.push(this.once("moves", { by: "organisation", year: String(state.year) }));
    return (await Promise.all(wanted)).includes(true);
  }

  /** How many rows of an entity or source are not here yet. */
  missing(what: "entity" | "source", id: string): number {
    const got = this.got.get(keyOf(what, { id }));
    return got ? Math.max(0, got.total - got.rows) : 0;
  }

  /** Fetches the next part. */
  async more(what: "entity" | "source", id: string): Promise<void> {
    await this.fetch(what, { id });
  }

  private async once(what: string, words: Record<string, string>): Promise<boolean> {
    return this.got.has(keyOf(what, words)) ? false : this.fetch(what, words);
  }

  private async fetch(what: string, words: Record<string, string>): Promise<boolean> {
    const key = keyOf(what, words);
    const before = this.got.get(key)?.rows ?? 0;
    this.got.set(key, { rows: before + sliceRows, total: this.got.get(key)?.total ?? 0 });
    const answer = await ask(what, { ...words, offset: String(before), limit: String(sliceRows) });
    if (!answer) return false;
    this.got.set(key, { rows: before + sliceRows, total: answer.total });
    this.page.add(answer);
    return true;
  }
}

function keyOf(what: string, words: Record<string, string>): string {
  return `${what}?${new URLSearchParams(words).toString()}`;
}

/** The answer, or nothing if there is none; a server that is gone is told of below the page. */
async function ask(what: string, words: Record<string, string>): Promise<PlainPage | null> {
  try {
    const answer = await fetch(`api/${what}?${new URLSearchParams(words).toString()}`);
    return answer.ok ? ((await answer.json()) as PlainPage) : null;
  } catch {
    part("moves").textContent = "The server does not answer any more: is `renmai serve` still running?";
    return null;
  }
}
