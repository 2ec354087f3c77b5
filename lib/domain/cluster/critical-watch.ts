import type { Billing } from "../money/rate";
import { type EpochMs, MINUTE_MS } from "../time/epoch";
import type { ClusterStatus, Health } from "./cluster";
import { markOf } from "./mark";

/** How long a cluster that has just gone down counts as news, which must not be interrupted while people are looking. */
const NEW_FOR_MS = 10 * MINUTE_MS;

interface Watched {
  id: string;
  status: ClusterStatus;
  health: Health;
  rate: { billing: Billing };
}

/** Notices clusters that go down while a screen shows them; those already down at the beginning are not news. */
export interface CriticalWatch {
  see(clusters: readonly Watched[], now: EpochMs): void;
  hasNews(now: EpochMs): boolean;
}

export function createCriticalWatch(): CriticalWatch {
  let down: ReadonlySet<string> | null = null;
  let newsAt: EpochMs | null = null;
  return {
    see(clusters, now) {
      const present = new Set(clusters.filter(isDown).map(({ id }) => id));
      const before = down;
      if (before !== null && [...present].some((id) => !before.has(id))) newsAt = now;
      down = present;
    },
    hasNews: (now) => newsAt !== null && Math.abs(now - newsAt) < NEW_FOR_MS,
  };
}

function isDown({ status, health, rate }: Watched): boolean {
  return markOf({ status, health, billing: rate.billing, freshness: "fresh" }) === "down";
}
