import type { InfiniteData } from "@tanstack/react-query";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";

export const FIRING = { state: "firing" } as const;
export const PENDING = { state: "pending" } as const;

/** An alert that a person should see, with those that it explains. */
export interface Cause {
  alert: ToldAlert;
  held: readonly ToldAlert[];
}

interface Page {
  alerts: readonly ToldAlert[];
}

/** What all pages that have been read hold; `null` before the first answer. */
export function alertsOf(data: InfiniteData<Page> | undefined): ToldAlert[] | null {
  return data?.pages.flatMap(({ alerts }) => alerts) ?? null;
}

/** Each alert that fires, with the pending ones that it holds back. */
export function causesOf(firing: readonly ToldAlert[], pending: readonly ToldAlert[]): Cause[] {
  return firing.map((alert) => ({ alert, held: pending.filter(({ heldBy }) => heldBy === alert.id) }));
}

/** Those that nothing holds back, and that are not true for long enough to fire. */
export function waitingOf(pending: readonly ToldAlert[]): ToldAlert[] {
  return pending.filter(({ heldBy }) => heldBy === null);
}
