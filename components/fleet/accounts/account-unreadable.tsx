"use client";

import { accountMark } from "@/components/status/account-mark";
import { useAccountStamps } from "@/components/status/source/ages";
import { StatusMark } from "@/components/status/status-mark";
import { Callout } from "@/components/ui/callout";
import type { Account } from "@/lib/contract/fleet";
import { formatClock, formatDuration } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { NextTry } from "./next-try";
import { RefreshButton } from "./refresh-button";

/** Why an account is not read, since when, and what happens next. */
export function AccountUnreadable({ account }: { account: Account }) {
  const { id, label, state, problem } = account;
  const isTryPlanned = useAccountStamps(account, ({ nextAttemptAt }) => nextAttemptAt !== null);
  const lasted = useServerTime((now) => (problem === null ? "" : formatDuration(now - Date.parse(problem.since))));
  if (problem === null) return null;
  return (
    <Callout
      icon={<StatusMark mark={accountMark(state, "fresh")} />}
      title={
        <>
          <bdi>{label}</bdi> {stateWords(state)}
          <span className="font-normal text-muted">
            {" "}
            since {formatClock(Date.parse(problem.since))} ({lasted})
            {isTryPlanned && (
              <>
                {" · next attempt "}
                <NextTry account={account} />
              </>
            )}
          </span>
        </>
      }
      actions={state === "paused" ? undefined : <RefreshButton accountId={id} label={label} />}
    >
      {problem.detail}
    </Callout>
  );
}

function stateWords(state: Account["state"]): string {
  if (state === "paused") return "is paused";
  return state === "failing" ? "cannot be read" : "is limited";
}
