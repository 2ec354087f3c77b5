import type { NodeState } from "./node-states";

export interface MapColours {
  ground: string;
  panel: string;
  line: string;
  ink: string;
  muted: string;
  degraded: string;
  hatch: string;
  node: Record<NodeState, string>;
}

/** The theme's colours, resolved from an element, since a canvas cannot use CSS variables. */
export function mapColoursOf(element: HTMLElement): MapColours {
  const { color } = element.style;
  const resolve = (variable: string) => {
    element.style.color = `var(${variable})`;
    return getComputedStyle(element).color;
  };
  const colours = {
    ground: resolve("--ground"),
    panel: resolve("--panel"),
    line: resolve("--line-strong"),
    ink: resolve("--ink"),
    muted: resolve("--muted"),
    degraded: resolve("--degraded"),
    hatch: resolve("--hatch-strong"),
    node: {
      unhealthy: resolve("--down"),
      unknown: resolve("--unknown"),
      healthy: resolve("--healthy"),
      resting: resolve("--stopped"),
    },
  };
  element.style.color = color;
  return colours;
}
