"use client";

import type { ReactNode } from "react";
import { StatusMark } from "@/components/status/status-mark";
import { useIsPartMissing } from "@/components/ui/missing-parts";
import { formatClock } from "@/lib/domain/text/format";
import { useServerSilence } from "@/lib/queries/liveness/use-server-silence";
import { useSilenceWords } from "@/lib/queries/liveness/use-silence-words";

/**
 * The banner above every page when our own server does not answer, this page does not ask, or a part of it is missing. It appears
 * without a message from anywhere.
 */
export function ServerSilence() {
  const since = useServerSilence();
  const words = useSilenceWords();
  const isPartMissing = useIsPartMissing();
  return (
    <div role="alert" className="sticky top-0 z-30">
      {since !== null ? (
        <Banner>
          {words} since {formatClock(since)}. What you see is from then. Retrying…
        </Banner>
      ) : (
        isPartMissing && (
          <Banner>
            A part of this page cannot be loaded: Clusterdeck may have been updated, or something in this browser blocks
            it. Reload the page.
          </Banner>
        )
      )}
    </div>
  );
}

function Banner({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center justify-center gap-2.5 border-down border-b-2 bg-raised px-4 py-2 text-sm font-medium">
      <StatusMark mark="down" />
      <span>{children}</span>
    </p>
  );
}
