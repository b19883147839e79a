// SPDX-License-Identifier: Apache-2.0
// Names beside vertices, of which none lies on another: the larger vertex keeps its own.
import type Sigma from "sigma";
import { drawDiscNodeLabel, type NodeLabelDrawingFunction } from "sigma/rendering";
import type { Settings } from "sigma/settings";

type Label = Parameters<NodeLabelDrawingFunction>[1] & { key?: string; forceLabel?: boolean };

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Takes what sigma.js would write, and writes at the end of a frame what has room. */
export class Labels {
  /** The vertices whose names the last frame shows. */
  readonly written = new Set<string>();
  private waiting: Label[] = [];
  private context: CanvasRenderingContext2D | null = null;
  private settings: Settings | null = null;

  readonly draw: NodeLabelDrawingFunction = (context, label, settings) => {
    this.context = context;
    this.settings = settings as Settings;
    this.waiting.push({ ...label });
  };

  constructor(private readonly paper: string) {}

  follow(sigma: Sigma): void {
    sigma.on("beforeRender", () => (this.waiting = []));
    sigma.on("afterRender", () => this.write());
  }

  private write(): void {
    this.written.clear();
    const { context, settings } = this;
    if (!context || !settings) return;
    const rank = (label: Label) => (label.forceLabel ? 1e6 : 0) + label.size;
    const taken: Box[] = [];
    context.strokeStyle = this.paper;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    for (const label of this.waiting.sort((a, b) => rank(b) - rank(a))) {
      if (!label.label) continue;
      const left = label.x + label.size + 3;
      const half = settings.labelSize / 2;
      const box = {
        left,
        right: left + context.measureText(label.label).width + 4,
        top: label.y - half,
        bottom: label.y + half + 2,
      };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      if (label.key) this.written.add(label.key);
      context.strokeText(label.label, left, label.y + settings.labelSize / 3);
      drawDiscNodeLabel(context, label, settings);
    }
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
