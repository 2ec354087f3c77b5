import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serverClock } from "./server-clock";

const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** One timer for the whole page, running only while something depends on the time. */
export function subscribeToTicks(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/** A value derived from the server's time, checked every second. Re-renders when the value changes, not when the time does. */
export function useServerTime<T extends string | number | boolean | null>(derive: (now: EpochMs) => T): T {
  return useSyncExternalStore(
    subscribeToTicks,
    () => derive(serverClock.now()),
    () => derive(0),
  );
}

/** The server's time in steps of `everyMs` (at least a second), so that a component re-renders no more often than needed. */
export function useServerNow(everyMs: number): EpochMs {
  return useServerTime((now) => Math.floor(now / everyMs) * everyMs);
}
