"use client";

import { accountMark, accountStateWords } from "@/components/status/account-mark";
import { BillingSummary } from "@/components/status/billing/billing-summary";
import { StatusMark } from "@/components/status/status-mark";
import { useAccountFreshness } from "@/components/status/use-account-freshness";
import type { Account } from "@/lib/contract/fleet";
import type { Settings } from "@/lib/contract/settings";
import { formatCounted, formatInterval } from "@/lib/domain/text/format";
import { AccountTester } from "./account-tester";

interface AccountRowProps {
  account: Settings["accounts"][number];
  /** Its current state; `null` until known. */
  reading: Account | null;
}

export function AccountRow({ account, reading }: AccountRowProps) {
  const { id, label, providerLabel, baseUrl, keyEnding, requestsPerMinute } = account;
  const budget =
    requestsPerMinute === null
      ? "as many requests as the provider's answers allow"
      : `at most ${formatCounted(requestsPerMinute, "request")} per minute`;
  return (
    <li className="grid gap-x-6 gap-y-2 px-3.5 py-3 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_minmax(0,1.2fr)]">
      <div className="min-w-0">
        <p className="font-medium">{label}</p>
        {label !== providerLabel && <p className="text-xs text-muted">{providerLabel}</p>}
        {reading && <AccountState reading={reading} />}
      </div>
      <div className="min-w-0 text-xs text-muted">
        <p className="font-mono break-all">{baseUrl}</p>
        <p>
          Key{" "}
          {keyEnding === null ? (
            "is set"
          ) : (
            <>
              ends in <span className="font-mono text-ink">{keyEnding}</span>
            </>
          )}
          {reading && ` · read every ${formatInterval(reading.pollIntervalMs)}`} · {budget}
        </p>
      </div>
      <AccountTester accountId={id} label={label} />
      {reading && <BillingSummary account={reading} className="max-w-md md:col-span-3" />}
    </li>
  );
}

function AccountState({ reading }: { reading: Account }) {
  const freshness = useAccountFreshness(reading);
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-xs text-muted">
      <StatusMark mark={accountMark(reading.state, freshness)} size={13} />
      {accountStateWords(reading.state, freshness)}
    </p>
  );
}
