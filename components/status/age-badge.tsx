"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import type { Account } from "@/lib/contract/fleet";
import { type Freshness, freshnessOf } from "@/lib/domain/cluster/freshness";
import { formatAge, formatTime } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { StampedAccount } from "@/lib/queries/ages/fleet-ages";
import { useEachSecond, writeText } from "@/lib/queries/liveness/use-each-second";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { useAccountStamps } from "./source/ages";

const LOOKS: Record<Freshness, string> = {
  fresh: "text-muted",
  late: "border border-line-strong px-1.5 text-ink",
  stale: "border border-dashed border-line-strong bg-raised px-1.5 font-semibold text-ink",
  unknown: "border border-dashed border-line-strong px-1.5 text-muted",
};

interface AgeBadgeProps {
  observedAt: EpochMs | null;
  pollIntervalMs: number;
  /** Where the reading comes from: the tooltip shows the last attempt, the next one, and why. */
  account: SourceAccount | null;
}

type SourceAccount = StampedAccount & Pick<Account, "problem" | "state">;

/** How old a reading is, counted by the browser without any message: `14 s`, `late 1 min`, `STALE 6 min`, `paused 6 min`, `unknown`. */
export function AgeBadge({ observedAt, pollIntervalMs, account }: AgeBadgeProps) {
  const freshness = useServerTime((now) => freshnessOf(observedAt, now, pollIntervalMs));
  const isPaused = account?.state === "paused";
  const badge = useEachSecond<HTMLButtonElement>((button, now) => {
    const words = ageWords(freshness, observedAt === null ? 0 : now - observedAt, isPaused);
    writeText(button, words);
    button.setAttribute("aria-label", `Reading: ${words}`);
  });
  return (
    <Tooltip
      label="Reading"
      triggerRef={badge}
      tabIndex={freshness === "fresh" ? -1 : 0}
      className={clsx("rounded text-xs whitespace-nowrap tabular-nums", LOOKS[freshness])}
      content={() => <AgeDetails observedAt={observedAt} account={account} />}
    />
  );
}

function ageWords(freshness: Freshness, ageMs: number, isPaused: boolean): string {
  if (freshness === "unknown") return "unknown";
  const age = formatAge(ageMs);
  // Nobody is to look for a fault where there is none.
  if (isPaused) return `paused ${age}`;
  return { fresh: age, late: `late ${age}`, stale: `STALE ${age}` }[freshness];
}

function AgeDetails({ observedAt, account }: Pick<AgeBadgeProps, "observedAt" | "account">) {
  return (
    <>
      <AgeLine term="Read at">{observedAt === null ? "never" : formatTime(observedAt)}</AgeLine>
      <AgeLine term="Last attempt">{account === null ? "none yet" : <LastAttempt account={account} />}</AgeLine>
      <AgeLine term="Next attempt">{account === null ? "not planned" : <NextAttempt account={account} />}</AgeLine>
      {account?.problem && <span className="mt-1 block">{account.problem.detail}</span>}
    </>
  );
}

function AgeLine({ term, children }: { term: string; children: ReactNode }) {
  return (
    <span className="flex gap-2">
      <span className="w-14 text-muted">{term}</span>
      {children}
    </span>
  );
}

function LastAttempt({ account }: { account: StampedAccount }) {
  return useAccountStamps(account, ({ lastAttemptAt }) =>
    lastAttemptAt === null ? "none yet" : formatTime(lastAttemptAt),
  );
}

function NextAttempt({ account }: { account: StampedAccount }) {
  return useAccountStamps(account, ({ nextAttemptAt }, now) => {
    if (nextAttemptAt === null) return "not planned";
    return nextAttemptAt > now ? `in ${formatAge(nextAttemptAt - now)}` : "due";
  });
}
