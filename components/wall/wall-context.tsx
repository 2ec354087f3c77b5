"use client";

import { createContext, use } from "react";
import type { TextWidth } from "./frame/text-width";

declare module "react" {
  interface CSSProperties {
    /** Tailwind's unit of length. On the wall, it is set to the wall's unit. */
    "--spacing"?: string;
  }
}

/** The unit and metrics that everything on a wall is measured with. */
export interface WallMeasure {
  /** A hundredth of the screen's height times its scale, in pixels. */
  unit: number;
  widthOf: TextWidth;
}

export const WallContext = createContext<WallMeasure>({ unit: 1, widthOf: (text) => text.length });

export function useWallMeasure(): WallMeasure {
  return use(WallContext);
}
