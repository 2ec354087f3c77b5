import type { NodeState } from "./node-states";

export interface NodeShape {
  /** `cut` is drawn in the background colour, on top of the layers below. */
  paint: "fill" | "stroke" | "cut";
  /** Centred on a point, within a square of this half width. */
  trace: (path: CanvasPath, x: number, y: number, half: number) => void;
}

function square(path: CanvasPath, x: number, y: number, half: number): void {
  path.rect(x - half, y - half, 2 * half, 2 * half);
}

/** Each shape identifies its state without colour, like the marks of a status; for 16 pixels and more. */
export const NODE_SHAPES: Record<NodeState, readonly NodeShape[]> = {
  healthy: [
    {
      paint: "fill",
      trace: (path, x, y, half) => {
        path.moveTo(x + half * 0.62, y);
        path.arc(x, y, half * 0.62, 0, 2 * Math.PI);
      },
    },
  ],
  unhealthy: [
    { paint: "fill", trace: square },
    {
      paint: "cut",
      trace: (path, x, y, half) => {
        const arm = half * 0.5;
        path.moveTo(x - arm, y - arm);
        path.lineTo(x + arm, y + arm);
        path.moveTo(x + arm, y - arm);
        path.lineTo(x - arm, y + arm);
      },
    },
  ],
  unknown: [
    {
      paint: "stroke",
      trace: (path, x, y, half) => {
        const arm = half * 0.85;
        path.moveTo(x, y - arm);
        path.lineTo(x + arm, y);
        path.lineTo(x, y + arm);
        path.lineTo(x - arm, y);
        path.closePath();
      },
    },
  ],
  resting: [
    {
      paint: "stroke",
      trace: (path, x, y, half) => {
        path.moveTo(x - half * 0.7, y);
        path.lineTo(x + half * 0.7, y);
      },
    },
  ],
};

/** The same at a few pixels, where only the size can be told. */
export const SPECKS: Record<NodeState, readonly NodeShape[]> = {
  healthy: [{ paint: "fill", trace: (path, x, y, half) => square(path, x, y, half * 0.55) }],
  unhealthy: [{ paint: "fill", trace: square }],
  unknown: [{ paint: "stroke", trace: (path, x, y, half) => square(path, x, y, half * 0.7) }],
  resting: [
    { paint: "fill", trace: (path, x, y, half) => path.rect(x - half * 0.7, y - half * 0.15, half * 1.4, half * 0.3) },
  ],
};
