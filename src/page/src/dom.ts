// SPDX-License-Identifier: Apache-2.0
// Elements made in code: text is always text, so no name can become markup.

type Child = Node | string | null | undefined | false;
type Handlers = { [event: string]: (event: Event) => void };

const svgNames = "http://www.w3.org/2000/svg";

function fill<E extends Element>(
  element: E,
  attributes: Record<string, string | number | boolean>,
  children: Child[],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child) element.append(child);
  }
  return element;
}

/** An HTML element. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | number | boolean> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(svgNames, tag), attributes, children);
}

/** The element with handlers on it. */
export function on<E extends Element>(element: E, handlers: Handlers): E {
  for (const [event, handler] of Object.entries(handlers)) element.addEventListener(event, handler);
  return element;
}

/** The element of a drawing as a button: it answers a click, Enter and the space bar. */
export function pressable<E extends SVGElement>(element: E, action: () => void): E {
  return on(element, {
    click: action,
    keydown: (event) => {
      const key = (event as KeyboardEvent).key;
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      action();
    },
  });
}

/** A name cut to so many characters, with an ellipsis. */
export function clipped(name: string, most: number): string {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, Math.max(1, most - 1)).join("")}…` : name;
}

/** A button that does something. */
export function button(text: string, action: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
  return on(el("button", { type: "button", ...attributes }, text), { click: action });
}

/** What the page holds under an id that its markup has. */
export function part<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as E;
}
