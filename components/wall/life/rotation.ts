import type { WallView } from "@/components/status/wall-views";

/** How long a critical problem must be gone before the screen moves on. */
const GONE_FOR_MS = 120_000;

/** What a screen shows, and why. All times are from one monotonic clock, in milliseconds. */
export interface Rotation {
  view: WallView;
  /** Since when. */
  since: number;
  /** Clusters that were down when the screen was switched on and have been down ever since, so they are not news. */
  known: ReadonlySet<string>;
  /** Clusters that went down later and hold the screen, each with the time since when it is no longer down; `null` while down. */
  held: ReadonlyMap<string, number | null>;
}

export interface RotationInput {
  now: number;
  /** The ids of all clusters that are down by their last reading, however old: not reporting is not recovery. */
  down: readonly string[];
  /** The views that take turns, in this order; at least one. */
  views: readonly [WallView, ...WallView[]];
  dwellMs: number;
}

/** What a screen shows first. What held the screen before its page was reloaded still does. */
export function openRotation(input: RotationInput, held: Rotation["held"]): Rotation {
  const known = new Set(input.down.filter((id) => !held.has(id)));
  return rotate({ view: input.views[0], since: input.now, known, held }, input);
}

/** What to show now, given what was shown before. Returns `previous` itself if nothing changes. */
export function rotate(previous: Rotation, { now, down, views, dwellMs }: RotationInput): Rotation {
  const known = keepSet(previous.known, new Set(down.filter((id) => previous.known.has(id))));
  const held = keepMap(previous.held, heldOf(previous, down, now));
  const view = held.size > 0 ? "problems" : nextView(previous, views, now, dwellMs);
  if (view === previous.view && !isTurnOver(previous, held, now, dwellMs)) {
    return known === previous.known && held === previous.held ? previous : { ...previous, known, held };
  }
  return { view, since: now, known, held };
}

function heldOf({ known, held }: Rotation, down: readonly string[], now: number): Map<string, number | null> {
  const next = new Map<string, number | null>();
  for (const [id, goneAt] of held) {
    if (now - (goneAt ?? now) < GONE_FOR_MS) next.set(id, goneAt ?? now);
  }
  for (const id of down) if (!known.has(id)) next.set(id, null);
  return next;
}

/** After a held problem, the turn starts over. */
function nextView({ view, since, held }: Rotation, views: RotationInput["views"], now: number, dwellMs: number) {
  if (held.size > 0 || !views.includes(view)) return views[0];
  if (now - since < dwellMs) return view;
  return views[(views.indexOf(view) + 1) % views.length] ?? views[0];
}

/** Whether the same view starts another turn. */
function isTurnOver(previous: Rotation, held: Rotation["held"], now: number, dwellMs: number): boolean {
  return held.size === 0 && (previous.held.size > 0 || now - previous.since >= dwellMs);
}

function keepSet<T>(previous: ReadonlySet<T>, next: ReadonlySet<T>): ReadonlySet<T> {
  return previous.size === next.size ? previous : next;
}

function keepMap<K, V>(previous: ReadonlyMap<K, V>, next: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  const isSame = previous.size === next.size && [...next].every(([key, value]) => previous.get(key) === value);
  return isSame ? previous : next;
}
