"use client";

import { BillingSummary } from "@/components/status/billing/billing-summary";
import { TryButton } from "@/components/status/try-button";
import { Badge } from "@/components/ui/badge";
import type { AccountProvider, ListedAccount } from "@/lib/contract/accounts";
import type { Account } from "@/lib/contract/fleet";
import { formatCounted, formatInterval } from "@/lib/domain/text/format";
import { fleetQuery } from "@/lib/queries/fleet-query";
import { tryAccount } from "@/lib/queries/settings/settings-query";
import { AccountActions } from "./account-actions";
import { placeWords, SOURCE_WORDS } from "./account-standing";
import { AccountStandingLine } from "./account-standing-line";

interface AccountRowProps {
  account: ListedAccount;
  /** `null` for one that no form is for. */
  provider: AccountProvider | null;
  /** As the fleet shows it; `null` until known, and for one that is retired. */
  reading: Account | null;
}

export function AccountRow({ account, provider, reading }: AccountRowProps) {
  const { id, label, providerLabel, source, baseUrl, retired, paused } = account;
  const place = placeWords(account);
  return (
    <li className="grid gap-x-6 gap-y-2.5 px-3.5 py-3 text-sm md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-base font-semibold">
          <span className="min-w-0 break-words">{label}</span>
          {label !== providerLabel && <Badge>{providerLabel}</Badge>}
          <Badge>{SOURCE_WORDS[source]}</Badge>
        </h2>
        <AccountStandingLine account={account} reading={reading} />
      </div>
      <div className="min-w-0 text-muted">
        {baseUrl !== null && <p className="font-mono text-xs leading-5 break-all">{baseUrl}</p>}
        <p>
          <KeyWords account={account} />
          {!retired && ` · ${paceWords(account)}`}
        </p>
      </div>
      {place !== null && <p className="text-muted md:col-span-2">{place}</p>}
      <div className="flex flex-wrap items-start gap-2 md:col-span-2">
        {!retired && !paused && (
          <TryButton label="Test" object={label} attempt={() => tryAccount(id)} changes={fleetQuery.queryKey} />
        )}
        {source === "browser" && <AccountActions account={account} provider={provider} />}
      </div>
      {reading && <BillingSummary account={reading} className="max-w-md md:col-span-2" />}
    </li>
  );
}

function KeyWords({ account: { keyEnding, secretsReadable, retired } }: { account: ListedAccount }) {
  if (!secretsReadable) return retired ? "Key erased" : "Key not readable";
  if (keyEnding === null) return "Key is set";
  return (
    <>
      Key ends in <span className="font-mono text-ink">{keyEnding}</span>
    </>
  );
}

function paceWords({ pollIntervalMs, requestsPerMinute }: ListedAccount): string {
  const budget =
    requestsPerMinute === null
      ? "as many requests as the provider's answers allow"
      : `at most ${formatCounted(requestsPerMinute, "request")} per minute`;
  return `read every ${formatInterval(pollIntervalMs)} · ${budget}`;
}
