import { type RefObject, useLayoutEffect, useRef } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serverClock } from "./server-clock";
import { subscribeToTicks } from "./use-server-now";

/**
 * For an element that counts seconds, of which a page has dozens: it is written with each tick of the clock and after each render, beside
 * React, which must not give it children of its own.
 */
export function useEachSecond<Counted extends Element>(
  write: (element: Counted, now: EpochMs) => void,
): RefObject<Counted | null> {
  const counted = useRef<Counted>(null);
  useLayoutEffect(() => {
    const writeNow = () => {
      if (counted.current !== null) write(counted.current, serverClock.now());
    };
    writeNow();
    return subscribeToTicks(writeNow);
  });
  return counted;
}

/** Leaves an element alone that says so already, and its text node in place. */
export function writeText(element: Element, words: string): void {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) element.textContent = words;
  else if (firstChild.data !== words) firstChild.data = words;
}
