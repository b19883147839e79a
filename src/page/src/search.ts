// SPDX-License-Identifier: Apache-2.0
import type { Entity } from "./data";
import { el, on, part } from "./dom";

const mostHits = 12;

/** As the program folds names: compatibility forms, case, and for the Latin form no marks, blanks or hyphens. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}
function bare(text: string): string {
  return folded(text)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\s\-'’·.]/gu, "");
}

/** Entities whose id, name or alias fits, the best first: equal, then beginning with it, then holding it. */
export function find(entities: Entity[], query: string): Entity[] {
  const whole = folded(query);
  const plain = bare(query);
  if (whole === "") return [];
  const ranked: [number, number, Entity][] = [];
  entities.forEach((entity, number) => {
    let best = folded(entity.id) === whole ? 0 : 9;
    for (const key of entity.keys) {
      const latin = bare(key);
      const rank =
        key === whole
          ? 0
          : plain !== "" && latin === plain
            ? 1
            : key.startsWith(whole) || (plain !== "" && latin.startsWith(plain))
              ? 2
              : key.includes(whole) || (plain !== "" && latin.includes(plain))
                ? 3
                : 9;
      best = Math.min(best, rank);
    }
    if (best < 9) ranked.push([best, number, entity]);
  });
  ranked.sort((a, b) => a[0] - b[0] || b[2].count - a[2].count || a[1] - b[1]);
  return ranked.slice(0, mostHits).map(([, , entity]) => entity);
}

/** The search box: a combobox as ARIA describes it. */
export function searchBox(search: (query: string) => Promise<Entity[]>, choose: (entity: Entity) => void): void {
  const input = part<HTMLInputElement>("query");
  const list = part("hits");
  let hits: Entity[] = [];
  let active = -1;
  let asked = 0; // answers to older questions are let go

  const close = () => {
    ++asked;
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (entity: Entity) => {
    close();
    input.value = "";
    choose(entity);
  };
  const mark = () => {
    [...list.children].forEach((child, k) => child.setAttribute("aria-selected", String(k === active)));
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const number = ++asked;
    const found = await search(input.value);
    if (number !== asked || document.activeElement !== input) return;
    hits = found;
    active = hits.length > 0 ? 0 : -1;
    list.replaceChildren(
      ...hits.map((entity, k) =>
        on(
          el(
            "li",
            { id: `hit-${k}`, role: "option", "aria-selected": k === 0 },
            el("span", { class: "name" }, entity.name),
            el("span", { class: "faint" }, [entity.kind, entity.aliases].filter((one) => one).join(" · ")),
          ),
          {
            mousedown: (event) => {
              event.preventDefault();
              take(entity);
            },
          },
        ),
      ),
    );
    if (hits.length === 0 && input.value.trim() !== "")
      list.replaceChildren(
        el(
          "li",
          { class: "faint", role: "option", "aria-selected": "false", "aria-disabled": "true" },
          "Nobody and nothing of that name.",
        ),
      );
    list.hidden = input.value.trim() === "";
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };

  on(input, {
    input: () => void show(),
    focus: () => {
      if (input.value.trim() !== "") void show();
    },
    blur: close,
    keydown: (event) => {
      const key = (event as KeyboardEvent).key;
      if (key === "Escape") close();
      if (key === "Enter" && active >= 0) take(hits[active]);
      if ((key === "ArrowDown" || key === "ArrowUp") && hits.length > 0) {
        event.preventDefault();
        active = (active + (key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
        mark();
      }
    },
  });
}
