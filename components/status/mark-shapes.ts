import type { Mark } from "@/lib/domain/cluster/mark";

/** One stroke or area of a shape, on a 16 × 16 grid. `cut` is drawn in the background colour, on top of the layers below. */
export interface Layer {
  path: string;
  paint: "fill" | "stroke" | "cut";
  width?: number;
  dash?: string;
}

/** Each shape identifies its mark even without colour. */
export const MARK_SHAPES: Record<Mark, readonly Layer[]> = {
  healthy: [{ paint: "fill", path: "M4 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z" }],
  working: [
    { paint: "stroke", width: 1.5, path: "M2.2 8a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0-11.6 0Z" },
    { paint: "fill", path: "M8 2.2a5.8 5.8 0 0 1 0 11.6Z" },
  ],
  degraded: [
    { paint: "fill", path: "M6.9 1.9a1.3 1.3 0 0 1 2.2 0l6.3 10.7a1.3 1.3 0 0 1-1.1 2H1.7a1.3 1.3 0 0 1-1.1-2Z" },
    { paint: "cut", width: 1.8, path: "M8 5.5v4.2M8 11.7v1" },
  ],
  down: [
    { paint: "fill", path: "M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2Z" },
    { paint: "cut", width: 2, path: "m5 5 6 6m0-6-6 6" },
  ],
  "stopped-billed": [
    {
      paint: "stroke",
      width: 1.4,
      path: "M3.2 1.7h9.6a1.5 1.5 0 0 1 1.5 1.5v9.6a1.5 1.5 0 0 1-1.5 1.5H3.2a1.5 1.5 0 0 1-1.5-1.5V3.2a1.5 1.5 0 0 1 1.5-1.5Z",
    },
    {
      paint: "stroke",
      width: 1.2,
      path: "M10.3 6.3c-.2-.9-1.1-1.3-2.3-1.3s-2.2.5-2.2 1.5c0 2.1 4.5.9 4.5 3 0 1-1 1.5-2.3 1.5s-2.2-.4-2.4-1.3M8 3.7v8.6",
    },
  ],
  stopped: [{ paint: "stroke", width: 2, path: "M3.5 8h9" }],
  unknown: [
    { paint: "stroke", width: 1.3, dash: "2.2 1.5", path: "M8 1 15 8 8 15 1 8Z" },
    { paint: "stroke", width: 1.4, path: "M6.4 6.5C6.5 5.5 7.2 5 8 5s1.6.5 1.6 1.4C9.6 7.6 8 7.6 8 8.9M8 10.5v.5" },
  ],
};
