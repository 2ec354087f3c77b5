import "server-only";
import type { TimeWindow } from "@/lib/domain/time/time-window";
import type { History } from "../../history/open-history";
import type { StoredTimeline, TimelineReading } from "../../history/read/read-timeline";
import { busy } from "../../refusal";
import { type Asker, BusyError, type Turns } from "../../workload/turns";

interface AskedTimeline extends TimelineReading {
  clusterId: string;
  window: TimeWindow;
  asker: Asker;
  signal: AbortSignal;
}

/**
 * Reads a timeline in turn: it may have ten thousand rows, and as many for its nodes. Throws a 503 if too many are
 * being read.
 */
export async function readTimelineInTurn(
  { turns }: { turns: { light: Turns } },
  history: Pick<History, "readTimeline">,
  { clusterId, window, asker, signal, ...how }: AskedTimeline,
): Promise<StoredTimeline | null> {
  try {
    return await turns.light.take(asker, signal, () => history.readTimeline(clusterId, window, how));
  } catch (error) {
    throw error instanceof BusyError ? busy("The server is busy reading other timelines.", error.retryAfterMs) : error;
  }
}
