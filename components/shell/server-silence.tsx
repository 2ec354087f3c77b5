"use client";

import { StatusMark } from "@/components/status/status-mark";
import { formatClock } from "@/lib/domain/text/format";
import { useServerSilence } from "@/lib/queries/liveness/use-server-silence";
import { useSilenceWords } from "@/lib/queries/liveness/use-silence-words";

/** The banner above every page when our own server does not answer, or this page does not ask. It appears without a message from anywhere. */
export function ServerSilence() {
  const since = useServerSilence();
  const words = useSilenceWords();
  return (
    <div role="alert" className="sticky top-0 z-30">
      {since !== null && (
        <p className="flex items-center justify-center gap-2.5 border-down border-b-2 bg-raised px-4 py-2 text-sm font-medium">
          <StatusMark mark="down" />
          <span>
            {words} since {formatClock(since)}. What you see is from then. Retrying…
          </span>
        </p>
      )}
    </div>
  );
}
