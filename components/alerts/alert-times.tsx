"use client";

import { Time } from "@/components/ui/time";
import type { AlertView } from "@/lib/contract/alerts/alerts";
import { isEvent } from "@/lib/domain/alerts/rule";
import { formatDuration } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

interface AlertTimesProps {
  alert: Pick<AlertView, "rule" | "firingSince" | "pendingSince" | "resolvedAt">;
}

/** Since when an alert fires, or when it did, and for how long; of something that happened, only when. */
export function AlertTimes({ alert: { rule, firingSince, pendingSince, resolvedAt } }: AlertTimesProps) {
  const since = Date.parse(firingSince ?? pendingSince);
  const until = resolvedAt === null ? null : Date.parse(resolvedAt);
  const lasted = useServerTime((now) => formatDuration((until ?? now) - since));
  if (isEvent(rule)) return <Time at={since} />;
  return (
    <span>
      {until === null ? "since " : ""}
      <Time at={since} /> {until === null ? `(${lasted})` : `for ${lasted}`}
    </span>
  );
}
