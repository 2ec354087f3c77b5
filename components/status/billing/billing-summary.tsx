"use client";

import { clsx } from "clsx";
import type { Account } from "@/lib/contract/fleet";
import { balanceMark } from "@/lib/domain/cluster/account-billing";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { StatusMark } from "../status-mark";
import { BillingAge } from "./billing-age";
import { BillingQuotas } from "./billing-quotas";
import { balanceEndOf, balanceWords, runwayWords, unknownRunwayWords } from "./billing-words";

/** What the provider says about the account itself: whether it is suspended, its balance and how long it lasts, and its quotas. */
export function BillingSummary({ account, className }: { account: Account; className?: string }) {
  const { billing } = account;
  const balance = billing && balanceWords(billing);
  if (billing === null || (billing.suspension === null && balance === null && billing.quotas.length === 0)) return null;
  return (
    <div className={clsx("space-y-2 text-xs", className)}>
      {billing.suspension !== null && (
        <p className="flex gap-1.5">
          <StatusMark mark="down" size={13} className="mt-0.5" />
          {billing.suspension}
        </p>
      )}
      {balance !== null && (
        <p className="flex flex-wrap gap-x-1.5">
          <span className="font-medium">{balance}</span>
          <Runway account={account} />
        </p>
      )}
      {billing.quotas.length > 0 && <BillingQuotas quotas={billing.quotas} />}
      <BillingAge account={account} />
    </div>
  );
}

function Runway({ account }: { account: Account }) {
  const endsAt = balanceEndOf(account);
  const mark = useServerTime((now) => balanceMark(endsAt, now));
  const words = useServerTime((now) => (endsAt === null ? "" : runwayWords(endsAt, now)));
  if (endsAt === null) {
    const unknown = account.billing && unknownRunwayWords(account.billing);
    return unknown === null ? null : <span className="text-muted">{unknown}</span>;
  }
  return (
    <span
      data-mark={mark ?? undefined}
      className={clsx("flex items-center gap-1", mark === null ? "text-muted" : "font-medium text-mark")}
    >
      {mark !== null && <StatusMark mark={mark} size={12} />}
      {words}
    </span>
  );
}
