import { useSyncExternalStore } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serverClock } from "./server-clock";
import { isServerHolding } from "./server-contact";
import { isSilent } from "./silence-watch";
import { subscribeToTicks } from "./use-server-now";

let visibleSince: EpochMs = 0;

/** Since when our server has not answered, once a visible page has missed two questions; `null` while it answers. */
export function useServerSilence(): EpochMs | null {
  return useSyncExternalStore(subscribe, silentSince, () => null);
}

function silentSince(): EpochMs | null {
  const lastAnswerAt = serverClock.lastAnswerAt();
  if (lastAnswerAt === null || document.visibilityState === "hidden") return null;
  const waitedMs = serverClock.now() - Math.max(lastAnswerAt, visibleSince);
  return isSilent(waitedMs, isServerHolding()) ? lastAnswerAt : null;
}

/** A hidden page polls rarely, so waiting counts from the moment it becomes visible again. */
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
