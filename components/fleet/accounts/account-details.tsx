"use client";

import { accountStateWords } from "@/components/status/account-mark";
import { BillingSummary } from "@/components/status/billing/billing-summary";
import { useAccountStamps } from "@/components/status/source/ages";
import { useAccountFreshness } from "@/components/status/use-account-freshness";
import type { Account } from "@/lib/contract/fleet";
import { formatInterval, formatTime } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { NextTry } from "./next-try";
import { RefreshButton } from "./refresh-button";

/** All there is to say about one account's API. */
export function AccountDetails({ account }: { account: Account }) {
  const { id, label, providerLabel, state, pollIntervalMs, problem, warnings } = account;
  const freshness = useAccountFreshness(account);
  const readAt = useAccountStamps(account, ({ lastSuccessAt }) => timeWords(lastSuccessAt, "never"));
  const attemptedAt = useAccountStamps(account, ({ lastAttemptAt }) => timeWords(lastAttemptAt, "none yet"));
  return (
    <div className="w-80 max-w-[calc(100vw-3rem)] space-y-3 p-2.5">
      <div className="flex items-start justify-between gap-3">
        <div>
          <p className="font-semibold">{label}</p>
          <p className="text-xs text-muted">
            {label !== providerLabel && `${providerLabel} · `}
            {accountStateWords(state, freshness)} · read every {formatInterval(pollIntervalMs)}
          </p>
        </div>
        {state !== "paused" && <RefreshButton accountId={id} label={label} />}
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-xs">
        <dt className="text-muted">Last reading</dt>
        <dd>{readAt}</dd>
        <dt className="text-muted">Last attempt</dt>
        <dd>{attemptedAt}</dd>
        <dt className="text-muted">Next attempt</dt>
        <dd>
          <NextTry account={account} />
        </dd>
      </dl>
      {problem !== null && <p className="text-xs">{problem.detail}</p>}
      <BillingSummary account={account} className="border-line border-t pt-2" />
      {warnings.length > 0 && (
        <ul className="list-disc space-y-1 border-line border-t pt-2 pl-4 text-xs">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function timeWords(at: EpochMs | null, otherwise: string): string {
  return at === null ? otherwise : formatTime(at);
}
