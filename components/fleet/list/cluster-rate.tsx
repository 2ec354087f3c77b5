"use client";

import { clsx } from "clsx";
import { rateWords } from "@/components/status/rate-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Cluster } from "@/lib/contract/fleet";

interface ClusterRateProps {
  rate: Cluster["rate"];
  wasRead: boolean;
  /** Whether there is room for a second line. */
  mayWrap?: true;
}

/** What a cluster costs per hour, or what is known about it in words. An old reading is in the past tense. */
export function ClusterRate({ rate, wasRead, mayWrap }: ClusterRateProps) {
  const { showsCosts } = useFleetSource();
  if (!showsCosts) return <span />;
  const isFree = rate.billing === "none" && rate.usdMicrosPerHour === 0;
  const isFigure = rate.usdMicrosPerHour !== null && !isFree;
  const words = isFigure || isFree ? rateWords(rate) : (rate.note?.split(". ")[0] ?? rateWords(rate));
  return (
    <span
      title={rate.note ?? undefined}
      className={clsx(
        "tabular-nums",
        isFigure ? "whitespace-nowrap" : mayWrap ? "line-clamp-2" : "truncate",
        isFigure && !wasRead ? "font-semibold text-ink" : "text-muted",
        !isFigure && "text-sm font-normal",
      )}
    >
      {wasRead && isFigure ? `was ${words}` : words}
    </span>
  );
}
