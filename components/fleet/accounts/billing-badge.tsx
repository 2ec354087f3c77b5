"use client";

import { balanceEndOf, remainingWords } from "@/components/status/billing/billing-words";
import { StatusMark } from "@/components/status/status-mark";
import type { Account } from "@/lib/contract/fleet";
import { balanceMark } from "@/lib/domain/cluster/account-billing";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** What is wrong with an account other than its API, in a word: suspended, or soon out of money. */
export function BillingBadge({ account }: { account: Account }) {
  const isSuspended = account.billing?.suspension != null;
  const endsAt = balanceEndOf(account);
  const mark = useServerTime((now) => (isSuspended ? "down" : balanceMark(endsAt, now)));
  const words = useServerTime((now) =>
    isSuspended ? "suspended" : endsAt === null ? "" : remainingWords(endsAt, now),
  );
  if (mark === null) return null;
  return (
    <span data-mark={mark} className="flex items-center gap-1 font-medium whitespace-nowrap text-mark">
      <StatusMark mark={mark} size={12} />
      {words}
    </span>
  );
}
