// SPDX-License-Identifier: Apache-2.0
// The panel: an entity with its facts and their sources, a source with what rests on it, or a cell of the flow with its
// people and their evidence.
import type { Backend } from "./backend";
import type { Entity, Fact, Move, Page, Row, Source } from "./data";
import { yearOf } from "./data";
import { button, el } from "./dom";
import type { State, Store } from "./state";
import { when } from "./view";

const mostRows = 200;

function line(term: string, value: Node | string): HTMLElement {
  return el("div", { class: "line" }, el("dt", {}, term), el("dd", {}, value));
}

function confidenceWord(confidence: number): string {
  return confidence >= 1 ? "stated" : `confidence ${confidence}`;
}

/** A list that opens further when asked, so that thousands of rows cost nothing. */
function longList<T>(items: T[], make: (item: T) => HTMLElement): HTMLElement {
  const list = el("ul", { class: "rows" });
  let shown = 0;
  const more = button("", () => grow());
  const grow = () => {
    list.append(...items.slice(shown, shown + mostRows).map((item) => el("li", {}, make(item))));
    shown = Math.min(items.length, shown + mostRows);
    more.textContent = `${items.length - shown} more`;
    more.hidden = shown === items.length;
  };
  grow();
  return el("div", {}, list, more);
}

export class Panel {
  constructor(
    private readonly page: Page,
    private readonly store: Store,
    private readonly backend: Backend,
    private readonly element: HTMLElement,
  ) {}

  show(state: State): void {
    const entity = this.page.byId.get(state.entity);
    const source = this.page.sources.get(state.source);
    const content = source
      ? this.sourceCard(source)
      : state.view === "flow" && (state.from !== "" || state.to !== "")
        ? this.cellCard(state)
        : entity
          ? this.entityCard(entity)
          : this.overview(state);
    this.element.replaceChildren(...content);
    this.element.scrollTop = 0;
  }

  private entityLink(entity: Entity | undefined, name: string): Node {
    if (!entity) return document.createTextNode(name);
    return button(entity.name, () => this.store.set({ entity: entity.id, source: "", from: "", to: "" }), {
      class: "link",
      "data-entity": entity.id,
    });
  }

  private sourceLink(id: string, title: string): Node {
    const text = title === "" ? id : title;
    if (!this.page.sources.has(id)) return document.createTextNode(text === "" ? "no source named" : text);
    return button(text, () => this.store.set({ source: id }), { class: "link source", "data-source": id });
  }

  private rowLine(row: Row): HTMLElement {
    return el(
      "div",
      { class: "evidence" },
      this.sourceLink(row.source, row.sourceTitle),
      el(
        "span",
        { class: "faint" },
        [row.locator, row.relation, confidenceWord(row.confidence)].filter((one) => one !== "").join(" · "),
      ),
      row.contradicts !== "" && el("span", { class: "warn" }, `contradicts ${row.contradicts}`),
    );
  }

  private factLine(fact: Fact, about: Entity): HTMLElement {
    const other = fact.from === about ? fact.to : fact.from;
    const status = fact.status === "actual" ? "" : fact.status;
    return el(
      "div",
      { class: "fact" },
      el(
        "div",
        {},
        el("span", { class: "kind" }, fact.from === about ? fact.kind : `${fact.kind} of`),
        " ",
        this.entityLink(other, other.name),
      ),
      el("div", {}, when(fact), fact.role === "" ? "" : `: ${fact.role}`),
      (status !== "" || fact.confidence < 1) &&
        el(
          "div",
          { class: "faint" },
          [status, fact.confidence < 1 ? confidenceWord(fact.confidence) : ""].filter((one) => one !== "").join(" · "),
        ),
      ...fact.rows.map((row) => this.rowLine(row)),
    );
  }

  private entityCard(entity: Entity): Node[] {
    const state = this.store.state;
    const inLanes = state.lanes.includes(entity.id);
    const details = el("dl", {});
    if (entity.aliases !== "") details.append(line("also", entity.aliases));
    if (entity.flags !== "") details.append(line("marked", entity.flags));
    if (entity.partOf !== "")
      details.append(line("part of", this.entityLink(this.page.byId.get(entity.partOfId), entity.partOf)));
    if (entity.place !== "")
      details.append(line("place", this.entityLink(this.page.byId.get(entity.placeId), entity.place)));
    details.append(line("id", entity.id));
    return [
      el("h2", {}, entity.name),
      el("p", { class: "faint" }, entity.kind),
      details,
      el(
        "div",
        { class: "actions" },
        entity.kind === "person" &&
          button(inLanes ? "Off the timeline" : "Onto the timeline", () =>
            this.store.set({
              lanes: inLanes ? state.lanes.filter((id) => id !== entity.id) : [...state.lanes, entity.id],
              view: "timeline",
            }),
          ),
        button("Close", () => this.store.set({ entity: "" })),
      ),
      el("h3", {}, entity.count === 0 ? "No relations recorded" : `Relations (${entity.count})`),
      longList(entity.facts, (fact) => this.factLine(fact, entity)),
      ...this.rest("entity", entity.id),
      ...this.movesOf(entity),
    ];
  }

  /** A button for what is not here yet, where the page is served. */
  private rest(what: "entity" | "source", id: string): Node[] {
    const missing = this.backend.missing(what, id);
    if (missing === 0) return [];
    return [
      button(
        `Ask for more (${missing} left)`,
        () => void this.backend.more(what, id).then(() => this.show(this.store.state)),
      ),
    ];
  }

  private movesOf(entity: Entity): Node[] {
    const flows = this.page.flows.get("organisation");
    const moves = flows ? flows.moves.filter((move) => move.person === entity.id) : [];
    if (moves.length === 0) return [];
    return [el("h3", {}, "Moves"), longList(moves, (move) => this.moveLine(move))];
  }

  private moveLine(move: Move): HTMLElement {
    const between =
      move.earliest === "" && move.latest === "" ? "undated" : `${move.earliest || "?"} to ${move.latest || "?"}`;
    return el(
      "div",
      { class: "fact" },
      el("div", {}, this.entityLink(this.page.byId.get(move.person), move.personName), `: ${move.from} → ${move.to}`),
      el(
        "div",
        { class: "faint" },
        `${move.date === "" ? "" : `${move.date}, `}between ${between} · ${move.counted ? "counted" : "only possible"} · ${move.certainty}`,
      ),
      el("div", { class: "faint" }, move.rule),
      ...move.evidence.map((one) =>
        el(
          "div",
          { class: "evidence" },
          el("span", {}, `${one.side} ${one.at}: ${one.kind}, ${when({ ...one, attested: "" })}`),
          this.sourceLink(one.source, one.sourceTitle),
          el("span", { class: "faint" }, [one.locator, one.relation].filter((text) => text !== "").join(" · ")),
        ),
      ),
    );
  }

  private cellCard(state: State): Node[] {
    const flows = this.page.flows.get(state.by);
    const moves = (flows?.moves ?? []).filter(
      (move) =>
        move.fromId === state.from &&
        move.toId === state.to &&
        (state.year === null || this.mayLieIn(move, state.year)),
    );
    const people = new Set(moves.map((move) => move.person));
    const first = moves[0];
    const title = first ? `${first.from} → ${first.to}` : "No moves here";
    return [
      el("h2", {}, title),
      el(
        "p",
        { class: "faint" },
        `${moves.length} moves of ${people.size} people, counted or possible${state.year === null ? "" : ` in ${state.year}`}`,
      ),
      el(
        "div",
        { class: "actions" },
        button("Close", () => this.store.set({ from: "", to: "" })),
      ),
      longList(moves, (move) => this.moveLine(move)),
    ];
  }

  private mayLieIn(move: Move, year: number): boolean {
    const earliest = yearOf(move.earliest);
    const latest = yearOf(move.latest);
    return (Number.isNaN(earliest) || earliest <= year) && (Number.isNaN(latest) || latest >= year);
  }

  private sourceCard(source: Source): Node[] {
    const rows = this.page.rowsBySource.get(source.id) ?? [];
    const details = el("dl", {});
    for (const [term, value] of [
      ["author", source.author],
      ["published", source.published],
      ["retrieved", source.retrieved],
      ["language", source.language],
      ["kind", source.kind],
      ["note", source.note],
      ["id", source.id],
    ]) {
      if (value !== "") details.append(line(term, value));
    }
    return [
      el("h2", {}, source.title === "" ? source.id : source.title),
      el("p", { class: "faint" }, "source"),
      details,
      el(
        "div",
        { class: "actions" },
        button("Back", () => this.store.set({ source: "" })),
      ),
      el("h3", {}, `What rests on it (${rows.length})`),
      longList(rows, (row) =>
        el(
          "div",
          { class: "fact" },
          el(
            "div",
            {},
            this.entityLink(row.fact.from, row.fact.from.name),
            ` ${row.fact.kind} `,
            this.entityLink(row.fact.to, row.fact.to.name),
          ),
          el(
            "div",
            { class: "faint" },
            [when(row), row.role, row.locator, row.relation].filter((text) => text !== "").join(" · "),
          ),
        ),
      ),
      ...this.rest("source", source.id),
    ];
  }

  private overview(state: State): Node[] {
    const shown = this.page.entities.filter((entity) => entity.count > 0);
    const most = [...shown].sort((a, b) => b.count - a.count).slice(0, 25);
    return [
      el("h2", {}, this.page.title),
      el(
        "p",
        {},
        `${this.page.entities.length} entities, ${this.page.facts.length} facts, ${this.page.sources.size} sources${this.page.served ? " are here; the rest is asked for when it is looked at" : ""}.`,
      ),
      ...this.page.notes.map((note) => el("p", { class: "warn" }, note)),
      el(
        "p",
        { class: "faint" },
        state.view === "flow"
          ? "Choose a band or a row to see who moved, and what says so."
          : "Search, or choose somebody here, to see what is recorded and where it comes from.",
      ),
      el("h3", {}, "Most recorded"),
      el(
        "ul",
        { class: "rows" },
        ...most.map((entity) =>
          el(
            "li",
            {},
            this.entityLink(entity, entity.name),
            " ",
            el("span", { class: "faint" }, `${entity.kind}, ${entity.count}`),
          ),
        ),
      ),
    ];
  }
}
