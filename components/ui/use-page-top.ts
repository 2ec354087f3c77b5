"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How far below the page's top an element begins, in whole pixels, kept up to date as what is above it grows and shrinks. */
export function usePageTop(ref: RefObject<HTMLElement | null>): number {
  const [topPx, setTopPx] = useState(0);
  useLayoutEffect(() => {
    function measure() {
      if (ref.current) setTopPx(Math.round(ref.current.getBoundingClientRect().top + window.scrollY));
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return topPx;
}
