"use client";

import { StatusMark } from "@/components/status/status-mark";
import { formatClock } from "@/lib/domain/text/format";
import { useServerSilence } from "@/lib/queries/liveness/use-server-silence";

/** The banner above every page when our own server does not answer. It appears without a message from anywhere. */
export function ServerSilence() {
  const since = useServerSilence();
  return (
    <div role="alert" className="sticky top-0 z-30">
      {since !== null && (
        <p className="flex items-center justify-center gap-2.5 border-down border-b-2 bg-raised px-4 py-2 text-sm font-medium">
          <StatusMark mark="down" />
          <span>
            Clusterdeck’s server has not answered since {formatClock(since)}. What you see is from then. Retrying…
          </span>
        </p>
      )}
    </div>
  );
}
