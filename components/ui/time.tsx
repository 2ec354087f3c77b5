import { agoWords, formatTime } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { serverClock } from "@/lib/queries/liveness/server-clock";
import { Tooltip } from "./overlay/tooltip";

/** A moment as date and time in the reader's time zone; on hover, how long ago, and in UTC. */
export function Time({ at }: { at: EpochMs }) {
  const words = formatTime(at);
  return (
    <Tooltip
      label={words}
      tabIndex={-1}
      content={() => [agoWords(serverClock.now() - at), new Date(at).toISOString()].filter(Boolean).join(" · ")}
    >
      <time dateTime={new Date(at).toISOString()}>{words}</time>
    </Tooltip>
  );
}
