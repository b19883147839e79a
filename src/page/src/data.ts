// SPDX-License-Identifier: Apache-2.0
// The tables of the page (see src/ask/page_tables.hpp) as things that refer to each other.

type Cells = { words: string[]; cells: number[] } | (number | null)[];
interface PlainTable { rows: number; columns: Record<string, Cells>; }
interface PlainPage {
  title: string;
  version: string;
  stamp: [string, string][];
  notes: string[];
  tables: Record<string, PlainTable>;
}

/** A table by columns. */
export class Table {
  constructor(private readonly plain: PlainTable) {}
  get rows(): number { return this.plain.rows; }
  get names(): string[] { return Object.keys(this.plain.columns); }
  text(column: string, row: number): string {
    const cells = this.plain.columns[column];
    if (cells === undefined) return "";
    if (!Array.isArray(cells)) return cells.words[cells.cells[row]];
    const value = cells[row];
    return value === null ? "" : String(value);
  }
  number(column: string, row: number): number {
    const cells = this.plain.columns[column];
    return Array.isArray(cells) ? cells[row] ?? NaN : NaN;
  }
}

export interface Entity {
  id: string;
  name: string;
  kind: string;
  aliases: string;
  flags: string;
  partOf: string;
  partOfId: string;
  place: string;
  placeId: string;
  keys: string[];
  facts: Fact[];
  spot: { x: number; y: number } | null;
}

/** One relation row that says a fact, as its source states it. */
export interface Row {
  relation: string;
  role: string;
  start: string;
  end: string;
  attested: string;
  confidence: number;
  source: string;
  sourceTitle: string;
  locator: string;
  contradicts: string;
  fact: Fact;
}

export interface Fact {
  number: number;
  from: Entity;
  to: Entity;
  kind: string;
  role: string;
  status: string;
  confidence: number;
  start: string;
  end: string;
  attested: string;
  /** Days it may hold from and to, and surely holds from and to; empty where unbounded. */
  first: string;
  sureFirst: string;
  sureLast: string;
  last: string;
  usual: boolean;
  rows: Row[];
}

export interface Source { id: string; title: string; author: string; published: string; retrieved: string; language: string; kind: string; note: string; }

/** A move of one person and the relations behind it. */
export interface Move {
  person: string;
  personName: string;
  from: string;
  to: string;
  fromId: string;
  toId: string;
  date: string;
  earliest: string;
  latest: string;
  certainty: string;
  rule: string;
  /** Whether it is one of the counted moves, not only a possible one. */
  counted: boolean;
  evidence: { side: string; at: string; relation: string; start: string; end: string; role: string; kind: string; source: string; sourceTitle: string; locator: string; confidence: string }[];
}

export interface Page {
  title: string;
  version: string;
  stamp: [string, string][];
  notes: string[];
  entities: Entity[];
  byId: Map<string, Entity>;
  facts: Fact[];
  rowsBySource: Map<string, Row[]>;
  sources: Map<string, Source>;
  /** By grouping: "country", "organisation". */
  flows: Map<string, { whole: Table; byYear: Table; moves: Move[] }>;
  years: { first: number; last: number };
}

function readEntities(table: Table): Entity[] {
  const entities: Entity[] = [];
  for (let row = 0; row < table.rows; ++row) {
    const text = (column: string) => table.text(column, row);
    entities.push({
      id: text("id"), name: text("name"), kind: text("kind"), aliases: text("aliases"), flags: text("flags"),
      partOf: text("part_of"), partOfId: text("part_of_id"), place: text("place"), placeId: text("place_id"),
      keys: text("keys").split("\n"), facts: [], spot: null,
    });
  }
  return entities;
}

function readFacts(table: Table, byId: Map<string, Entity>): Fact[] {
  const facts: Fact[] = [];
  for (let row = 0; row < table.rows; ++row) {
    const text = (column: string) => table.text(column, row);
    const from = byId.get(text("from_id"));
    const to = byId.get(text("to_id"));
    if (!from || !to) throw new Error(`row ${row} of the facts names an entity that is not there`);
    const fact: Fact = {
      number: row, from, to, kind: text("kind"), role: text("role"), status: text("status"),
      confidence: table.number("confidence", row), start: text("start"), end: text("end"), attested: text("attested"),
      first: text("first"), sureFirst: text("sure_first"), sureLast: text("sure_last"), last: text("last"),
      usual: table.number("usual", row) === 1, rows: [],
    };
    facts.push(fact);
    from.facts.push(fact);
    if (to !== from) to.facts.push(fact);
  }
  return facts;
}

function readRows(table: Table, facts: Fact[]): Map<string, Row[]> {
  const bySource = new Map<string, Row[]>();
  for (let at = 0; at < table.rows; ++at) {
    const text = (column: string) => table.text(column, at);
    const fact = facts[table.number("fact", at)];
    const row: Row = {
      relation: text("relation"), role: text("role"), start: text("start"), end: text("end"), attested: text("attested"),
      confidence: table.number("confidence", at), source: text("source"), sourceTitle: text("source_title"),
      locator: text("locator"), contradicts: text("contradicts"), fact,
    };
    fact.rows.push(row);
    if (!row.source) continue;
    const rows = bySource.get(row.source);
    if (rows) rows.push(row);
    else bySource.set(row.source, [row]);
  }
  return bySource;
}

/** Rows of evidence put together again by move: those of one person, pair of groups and bounds. */
function readMoves(table: Table): Move[] {
  const moves = new Map<string, Move>();
  for (let row = 0; row < table.rows; ++row) {
    const text = (column: string) => table.text(column, row);
    const key = ["person", "from_id", "to_id", "date", "earliest", "latest", "rule"].map(text).join("\u0000");
    let move = moves.get(key);
    if (!move) {
      move = {
        person: text("person"), personName: text("person_name"), from: text("from"), to: text("to"),
        fromId: text("from_id"), toId: text("to_id"), date: text("date"), earliest: text("earliest"),
        latest: text("latest"), certainty: text("certainty"), rule: text("rule"), counted: text("date") !== "", evidence: [],
      };
      moves.set(key, move);
    }
    move.evidence.push({
      side: text("side"), at: text("at"), relation: text("relation"), start: text("start"), end: text("end"),
      role: text("role"), kind: text("kind"), source: text("source"), sourceTitle: text("source_title"),
      locator: text("locator"), confidence: text("confidence"),
    });
  }
  return [...moves.values()];
}

/** The year of a day such as 2023-07-02, or NaN. */
export function yearOf(day: string): number {
  return day === "" ? NaN : Number.parseInt(day, 10);
}

function yearsOf(facts: Fact[], stamp: [string, string][]): { first: number; last: number } {
  const asOf = yearOf(stamp.find(([key]) => key === "as_of")?.[1] ?? "");
  let first = Infinity;
  let last = -Infinity;
  for (const fact of facts) {
    for (const year of [fact.first, fact.sureFirst, fact.sureLast, fact.last].map(yearOf)) {
      if (Number.isNaN(year)) continue;
      first = Math.min(first, year);
      last = Math.max(last, year);
    }
  }
  if (!Number.isNaN(asOf)) last = Number.isFinite(last) ? Math.min(last, asOf) : asOf;
  if (!Number.isFinite(first)) first = Number.isFinite(last) ? last : 2000;
  if (!Number.isFinite(last)) last = first;
  return { first: Math.min(first, last), last };
}

/** Reads the page's data. Throws if they do not fit together. */
export function readPage(json: string): Page {
  const plain = JSON.parse(json) as PlainPage;
  const table = (name: string) => new Table(plain.tables[name] ?? { rows: 0, columns: {} });
  const entities = readEntities(table("entities"));
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const facts = readFacts(table("facts"), byId);
  const rowsBySource = readRows(table("rows"), facts);
  const places = table("places");
  for (let row = 0; row < places.rows; ++row) {
    const entity = byId.get(places.text("id", row));
    if (entity) entity.spot = { x: places.number("x", row), y: places.number("y", row) };
  }
  const sources = new Map<string, Source>();
  const rows = table("sources");
  for (let row = 0; row < rows.rows; ++row) {
    const text = (column: string) => rows.text(column, row);
    sources.set(text("id"), {
      id: text("id"), title: text("title"), author: text("author"), published: text("published"),
      retrieved: text("retrieved"), language: text("language"), kind: text("kind"), note: text("note"),
    });
  }
  const flows = new Map<string, { whole: Table; byYear: Table; moves: Move[] }>();
  for (const by of ["country", "organisation"]) {
    flows.set(by, {
      whole: table(`flow_${by}`), byYear: table(`flow_${by}_year`), moves: readMoves(table(`flow_${by}_why`)),
    });
  }
  return {
    title: plain.title, version: plain.version, stamp: plain.stamp, notes: plain.notes, entities, byId, facts,
    rowsBySource, sources, flows, years: yearsOf(facts, plain.stamp),
  };
}

/** Whether a fact holds at some time of a year: surely, perhaps, or not. */
export function holdsIn(fact: Fact, year: number): "certain" | "possible" | "no" {
  const begin = `${String(year).padStart(4, "0")}-01-01`;
  const end = `${String(year).padStart(4, "0")}-12-31`;
  if ((fact.first !== "" && fact.first > end) || (fact.last !== "" && fact.last < begin)) return "no";
  const sure = fact.sureFirst !== "" && fact.sureFirst <= end && fact.sureLast !== "" && fact.sureLast > begin;
  return sure ? "certain" : "possible";
}
