// SPDX-License-Identifier: Apache-2.0
// The tables of the page (see src/ask/page_tables.hpp) as things that refer to each other.

type Cells = { words: string[]; cells: number[] } | (number | null)[];
interface PlainTable {
  rows: number;
  columns: Record<string, Cells>;
}
export interface PlainPage {
  title: string;
  version: string;
  served: boolean;
  total: number;
  stamp: [string, string][];
  notes: string[];
  tables: Record<string, PlainTable>;
}

/** A table by columns. */
export class Table {
  constructor(private readonly plain: PlainTable) {}
  get rows(): number {
    return this.plain.rows;
  }
  get names(): string[] {
    return Object.keys(this.plain.columns);
  }
  text(column: string, row: number): string {
    const cells = this.plain.columns[column];
    if (cells === undefined) return "";
    if (!Array.isArray(cells)) return cells.words[cells.cells[row]];
    const value = cells[row];
    return value === null ? "" : String(value);
  }
  number(column: string, row: number): number {
    const cells = this.plain.columns[column];
    return Array.isArray(cells) ? (cells[row] ?? NaN) : NaN;
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
  /** How many facts are recorded; `facts` may hold fewer where the rest is still to be asked for. */
  count: number;
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

export interface Source {
  id: string;
  title: string;
  author: string;
  published: string;
  retrieved: string;
  language: string;
  kind: string;
  note: string;
}

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
  evidence: {
    side: string;
    at: string;
    relation: string;
    start: string;
    end: string;
    role: string;
    kind: string;
    source: string;
    sourceTitle: string;
    locator: string;
    confidence: string;
  }[];
}

export interface Flow {
  whole: Table;
  byYear: Table;
  moves: Move[];
  byKey: Map<string, Move>;
}

/** Everything the page knows; more of it comes where it is served. */
export class Page {
  readonly title: string;
  readonly version: string;
  readonly served: boolean;
  readonly stamp: [string, string][];
  readonly notes: string[];
  readonly entities: Entity[] = [];
  readonly byId = new Map<string, Entity>();
  readonly facts: Fact[] = [];
  readonly byRelation = new Map<string, Fact>();
  readonly rowsBySource = new Map<string, Row[]>();
  readonly sources = new Map<string, Source>();
  /** By grouping: "country", "organisation". */
  readonly flows = new Map<string, Flow>();
  readonly years: { first: number; last: number };

  constructor(plain: PlainPage) {
    this.title = plain.title;
    this.version = plain.version;
    this.served = plain.served;
    this.stamp = plain.stamp;
    this.notes = plain.notes;
    for (const by of ["country", "organisation"]) {
      this.flows.set(by, {
        whole: tableOf(plain, `flow_${by}`),
        byYear: tableOf(plain, `flow_${by}_year`),
        moves: [],
        byKey: new Map(),
      });
    }
    this.add(plain);
    this.addSources(tableOf(plain, "sources"));
    this.addPlaces(tableOf(plain, "places"));
    this.years = yearsOf(this.facts, this.stamp);
  }

  /** Takes in the tables of an answer; what is known already stays. Returns the entities it tells of. */
  add(plain: Pick<PlainPage, "tables">): Entity[] {
    const told = this.addEntities(tableOf(plain, "entities"));
    this.addFacts(tableOf(plain, "facts"), tableOf(plain, "rows"));
    for (const [by, flow] of this.flows) addMoves(flow, tableOf(plain, `flow_${by}_why`));
    return told;
  }

  private addEntities(table: Table): Entity[] {
    const told: Entity[] = [];
    for (let row = 0; row < table.rows; ++row) {
      const text = (column: string) => table.text(column, row);
      let entity = this.byId.get(text("id"));
      if (!entity) {
        entity = {
          id: text("id"),
          name: text("name"),
          kind: text("kind"),
          aliases: text("aliases"),
          flags: text("flags"),
          partOf: text("part_of"),
          partOfId: text("part_of_id"),
          place: text("place"),
          placeId: text("place_id"),
          keys: text("keys").split("\n"),
          count: table.number("facts", row),
          facts: [],
          spot: null,
        };
        this.byId.set(entity.id, entity);
        this.entities.push(entity);
      }
      told.push(entity);
    }
    return told;
  }

  private addFacts(table: Table, rows: Table): void {
    const facts: (Fact | null)[] = []; // null: known before
    for (let row = 0; row < table.rows; ++row) {
      const text = (column: string) => table.text(column, row);
      const from = this.byId.get(text("from_id"));
      const to = this.byId.get(text("to_id"));
      if (!from || !to) throw new Error(`row ${row} of the facts names an entity that is not there`);
      if (this.byRelation.has(text("relation"))) {
        facts.push(null);
        continue;
      }
      const fact: Fact = {
        from,
        to,
        kind: text("kind"),
        role: text("role"),
        status: text("status"),
        confidence: table.number("confidence", row),
        start: text("start"),
        end: text("end"),
        attested: text("attested"),
        first: text("first"),
        sureFirst: text("sure_first"),
        sureLast: text("sure_last"),
        last: text("last"),
        usual: table.number("usual", row) === 1,
        rows: [],
      };
      this.byRelation.set(text("relation"), fact);
      this.facts.push(fact);
      facts.push(fact);
      from.facts.push(fact);
      if (to !== from) to.facts.push(fact);
    }
    for (let at = 0; at < rows.rows; ++at) {
      const fact = facts[rows.number("fact", at)];
      if (fact) this.addRow(rows, at, fact);
    }
  }

  private addRow(table: Table, at: number, fact: Fact): void {
    const text = (column: string) => table.text(column, at);
    const row: Row = {
      relation: text("relation"),
      role: text("role"),
      start: text("start"),
      end: text("end"),
      attested: text("attested"),
      confidence: table.number("confidence", at),
      source: text("source"),
      sourceTitle: text("source_title"),
      locator: text("locator"),
      contradicts: text("contradicts"),
      fact,
    };
    fact.rows.push(row);
    if (!row.source) return;
    const rows = this.rowsBySource.get(row.source);
    if (rows) rows.push(row);
    else this.rowsBySource.set(row.source, [row]);
  }

  private addSources(table: Table): void {
    for (let row = 0; row < table.rows; ++row) {
      const text = (column: string) => table.text(column, row);
      this.sources.set(text("id"), {
        id: text("id"),
        title: text("title"),
        author: text("author"),
        published: text("published"),
        retrieved: text("retrieved"),
        language: text("language"),
        kind: text("kind"),
        note: text("note"),
      });
    }
  }

  private addPlaces(table: Table): void {
    for (let row = 0; row < table.rows; ++row) {
      const entity = this.byId.get(table.text("id", row));
      if (entity) entity.spot = { x: table.number("x", row), y: table.number("y", row) };
    }
  }
}

function tableOf(plain: Pick<PlainPage, "tables">, name: string): Table {
  return new Table(plain.tables[name] ?? { rows: 0, columns: {} });
}

/** Rows of evidence put together again by move: those of one person, pair of groups and bounds. */
function addMoves(flow: Flow, table: Table): void {
  for (let row = 0; row < table.rows; ++row) {
    const text = (column: string) => table.text(column, row);
    const key = ["person", "from_id", "to_id", "date", "earliest", "latest", "rule"].map(text).join("\u0000");
    let move = flow.byKey.get(key);
    if (!move) {
      move = {
        person: text("person"),
        personName: text("person_name"),
        from: text("from"),
        to: text("to"),
        fromId: text("from_id"),
        toId: text("to_id"),
        date: text("date"),
        earliest: text("earliest"),
        latest: text("latest"),
        certainty: text("certainty"),
        rule: text("rule"),
        counted: text("date") !== "",
        evidence: [],
      };
      flow.byKey.set(key, move);
      flow.moves.push(move);
    }
    const [side, relation] = [text("side"), text("relation")];
    if (move.evidence.some((one) => one.side === side && one.relation === relation)) continue;
    move.evidence.push({
      side,
      at: text("at"),
      relation,
      start: text("start"),
      end: text("end"),
      role: text("role"),
      kind: text("kind"),
      source: text("source"),
      sourceTitle: text("source_title"),
      locator: text("locator"),
      confidence: text("confidence"),
    });
  }
}

/** The year of a day such as 2023-07-02, or NaN. */
export function yearOf(day: string): number {
  return day === "" ? NaN : Number.parseInt(day, 10);
}

/** Counted moves whose day lies in the year; none without a year. */
export function movesIn(moves: Move[], year: number | null): Move[] {
  return year === null ? [] : moves.filter((move) => move.counted && yearOf(move.date) === year);
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
  return new Page(JSON.parse(json) as PlainPage);
}

/** Whether a fact holds at some time of a year: surely, perhaps, or not. */
export function holdsIn(fact: Fact, year: number): "certain" | "possible" | "no" {
  const begin = `${String(year).padStart(4, "0")}-01-01`;
  const end = `${String(year).padStart(4, "0")}-12-31`;
  if ((fact.first !== "" && fact.first > end) || (fact.last !== "" && fact.last < begin)) return "no";
  const sure = fact.sureFirst !== "" && fact.sureFirst <= end && fact.sureLast !== "" && fact.sureLast > begin;
  return sure ? "certain" : "possible";
}
