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

/** A timeline may have ten thousand rows, and as many of its nodes. Throws a 503 where too many are being read. */
export async function readTimelineInTurn(
  { turns }: { turns: { light: Turns } },
  history: Pick<History, "readTimeline">,
  { clusterId, window, asker, signal, ...how }: AskedTimeline,
): Promise<StoredTimeline | null> {
  try {
    return await turns.light.take(asker, signal, () => history.readTimeline(clusterId, window, how));
  } catch (error) {
    throw error instanceof BusyError ? busy("Other timelines are being read just now.", error.retryAfterMs) : error;
  }
}
