// SPDX-License-Identifier: Apache-2.0
// Hues that people with any form of colour blindness tell apart (Okabe & Ito), dark on white or light on dark.

const named: Record<string, number> = {
  person: 0,
  company: 1,
  university: 2,
  lab: 3,
  fund: 6,
  school: 2,
  agency: 7,
  media: 5,
  place: 4,
  region: 4,
  product: 5,
  event: 3,
  group: 7,
  other: 7,
};
const onWhite = ["#0072B2", "#B84F00", "#00795A", "#8F4A78", "#8F6400", "#1F78A8", "#746A00", "#4D4D4D"];
const onDark = ["#5AB4E5", "#F08A4B", "#3CC79B", "#E39BC6", "#E6A700", "#8FD0F5", "#E8DD55", "#C4C8CE"];

export interface Theme {
  paper: string;
  ink: string;
  faint: string;
  line: string;
  move: string;
  hues: string[];
}

/** The theme that the reader's system asks for. */
export function theme(): Theme {
  return window.matchMedia("(prefers-color-scheme: dark)").matches
    ? { paper: "#14171C", ink: "#F2F2F2", faint: "#B5BAC2", line: "#5A616C", move: "#F08A4B", hues: onDark }
    : { paper: "#FFFFFF", ink: "#1A1A1A", faint: "#595959", line: "#9AA0A6", move: "#B84F00", hues: onWhite };
}

/** The hue of a kind of entity; kinds that a dataset adds have those left over. */
export function hueOf(kind: string, colors: Theme): string {
  const number = named[kind] ?? [...kind].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return colors.hues[number % colors.hues.length];
}

/** The hue of the n-th of a list. */
export function hueAt(number: number, colors: Theme): string {
  return colors.hues[number % colors.hues.length];
}

/** A colour that covers that share of what lies below, as sigma.js blends it: multiplied by the share already. */
export function veiled(color: string, share: number): string {
  const bytes = [1, 3, 5].map((at) => share * parseInt(color.slice(at, at + 2), 16));
  return "#" + [...bytes, 255 * share].map((byte) => Math.round(byte).toString(16).padStart(2, "0")).join("");
}
