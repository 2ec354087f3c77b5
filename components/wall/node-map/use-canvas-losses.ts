import { type RefObject, useEffect, useState } from "react";

/**
 * How often a canvas may have lost what was drawn on it: browsers take its memory back when their graphics process ends, and while the
 * page is hidden.
 */
export function useCanvasLosses(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [losses, setLosses] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    const count = () => setLosses((known) => known + 1);
    const countIfShown = () => {
      if (document.visibilityState === "visible") count();
    };
    element?.addEventListener("contextrestored", count);
    document.addEventListener("visibilitychange", countIfShown);
    return () => {
      element?.removeEventListener("contextrestored", count);
      document.removeEventListener("visibilitychange", countIfShown);
    };
  }, [canvas]);
  return losses;
}
