import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { VISIBLE_POLL_MS } from "./fleet-query";
import { serverClock } from "./server-clock";
import { subscribeToTicks } from "./use-server-now";

const MISSED_POLLS = 2;
/** For the answer that is on its way when the second poll is due. */
const GRACE_MS = 1_000;

let visibleSince: EpochMs = 0;

/** Since when our server has not answered, once it has missed two polls of a visible page; `null` while it answers. */
export function useServerSilence(): EpochMs | null {
  return useSyncExternalStore(subscribe, silentSince, () => null);
}

function silentSince(): EpochMs | null {
  const lastAnswerAt = serverClock.lastAnswerAt();
  if (lastAnswerAt === null || document.visibilityState === "hidden") return null;
  const waitedMs = serverClock.now() - Math.max(lastAnswerAt, visibleSince);
  return waitedMs > MISSED_POLLS * VISIBLE_POLL_MS + GRACE_MS ? lastAnswerAt : null;
}

/** A hidden page asks rarely, so waiting counts from the moment it is looked at again. */
function noteVisibility(): void {
  if (document.visibilityState === "visible") visibleSince = serverClock.now();
}

function subscribe(listener: () => void): () => void {
  const stopTicks = subscribeToTicks(listener);
  document.addEventListener("visibilitychange", noteVisibility);
  return () => {
    stopTicks();
    document.removeEventListener("visibilitychange", noteVisibility);
  };
}
