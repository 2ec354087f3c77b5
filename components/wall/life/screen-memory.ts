import type { BuildReload } from "@/lib/domain/time/screen-reload";
import { serverClock } from "@/lib/queries/liveness/server-clock";

/** What a screen must remember across reloads of its page; nothing if the browser stores nothing. */
const BUILD_KEY = "screen-build-reload";
const FAULTS_KEY = "screen-faults";
const HELD_KEY = "screen-held";

const FAULT_DELAYS_MS = [10_000, 30_000, 60_000, 300_000];

export function lastBuildReload(): BuildReload | null {
  const [build = "", at = ""] = (read(BUILD_KEY) ?? "").split("\n");
  return build === "" || !Number.isFinite(Number(at)) ? null : { build, at: Number(at) };
}

export function rememberBuildReload({ build, at }: BuildReload): void {
  write(BUILD_KEY, `${build}\n${at}`);
}

/** What held this screen when that was last stored; `now` is from the same monotonic clock as the times. */
export function lastHeld(now: number): Map<string, number | null> {
  const held = (read(HELD_KEY) ?? "").split("\n").filter((line) => line !== "");
  return new Map(
    held.map((line) => {
      const [id = "", goneAt = ""] = line.split("\t");
      return [id, goneAt === "" ? null : now - Math.max(0, serverClock.now() - Number(goneAt))];
    }),
  );
}

export function rememberHeld(held: ReadonlyMap<string, number | null>, now: number): void {
  // A page's own clock ends with it, so times are stored by the server's clock.
  const lines = [...held].map(([id, goneAt]) => `${id}\t${goneAt === null ? "" : serverClock.now() - (now - goneAt)}`);
  write(HELD_KEY, lines.join("\n"));
}

/** How long to wait this time, given how many pages failed before. */
export function nextFaultDelayMs(): number {
  const faults = Math.max(0, Math.floor(Number(read(FAULTS_KEY)) || 0));
  write(FAULTS_KEY, String(faults + 1));
  return FAULT_DELAYS_MS[Math.min(faults, FAULT_DELAYS_MS.length - 1)] ?? 0;
}

export function forgetFaults(): void {
  write(FAULTS_KEY, "0");
}

function read(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.sessionStorage.setItem(key, value);
  } catch {
    // A browser that stores nothing: the screen waits as if this were its first fault.
  }
}
