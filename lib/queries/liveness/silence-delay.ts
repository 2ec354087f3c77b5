const MIN_MS = 5_000;
const MAX_MS = 30_000;
const SHARE_OF_SILENCE = 1 / 4;
const JITTER = 0.25;

/**
 * How long a screen waits before it polls a silent server again: longer the longer the silence, but never for the rest of
 * the day. `random` is from 0 to 1: a server that comes back must not be hit by all its screens at once.
 */
export function silenceDelayMs(silentMs: number, random: number): number {
  const delayMs = Math.min(Math.max(silentMs * SHARE_OF_SILENCE, MIN_MS), MAX_MS);
  return Math.round(delayMs * (1 + (2 * random - 1) * JITTER));
}
