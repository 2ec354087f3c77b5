import "server-only";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { StoredTimeline, TimelineReading } from "../../history/read/read-timeline";
import { busy } from "../../refusal";
import { BusyError, type Requester, type Turns } from "../../workload/turns";

interface AskedTimeline extends TimelineReading {
  clusterId: string;
  window: TimeWindow;
  requester: Requester;
  signal: AbortSignal;
}

/**
 * Reads a timeline when its turn comes: it may have ten thousand rows, and as many for its nodes. Throws a 503 if too
 * many are being read.
 */
export async function readQueuedTimeline(
  { turns }: { turns: { light: Turns } },
  history: Pick<History, "readTimeline">,
  { clusterId, window, requester, signal, ...how }: AskedTimeline,
): Promise<StoredTimeline | null> {
  try {
    return await turns.light.take(requester, signal, () => history.readTimeline(clusterId, window, how));
  } catch (error) {
    throw error instanceof BusyError ? busy("The server is busy reading other timelines.", error.retryAfterMs) : error;
  }
}
