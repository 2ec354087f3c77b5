"use client";

import { Time } from "@/components/ui/time";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { formatDuration } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** Since when an alert fires, or when it did, and for how long. */
export function AlertTimes({ alert: { firingSince, pendingSince, resolvedAt } }: { alert: ToldAlert }) {
  const since = Date.parse(firingSince ?? pendingSince);
  const until = resolvedAt === null ? null : Date.parse(resolvedAt);
  const lasted = useServerTime((now) => formatDuration((until ?? now) - since));
  return (
    <span>
      {until === null ? "since " : ""}
      <Time at={since} /> {until === null ? `(${lasted})` : `for ${lasted}`}
    </span>
  );
}
