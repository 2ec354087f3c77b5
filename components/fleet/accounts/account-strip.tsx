"use client";

import { lazy, memo, Suspense, useState } from "react";
import { balanceEndOf } from "@/components/status/billing/billing-words";
import { Button } from "@/components/ui/button";
import { patiently } from "@/components/ui/patiently";
import type { Account } from "@/lib/contract/fleet";
import { isBalanceLow } from "@/lib/domain/cluster/account-billing";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { AccountChip } from "./account-chip";

// Most of the time there is none. Until this is there, the chips say what is wrong.
const AccountTroubles = lazy(() =>
  patiently(() => import("./account-troubles").then(({ AccountTroubles }) => ({ default: AccountTroubles }))),
);

const SHOWN_WHILE_FOLDED = 12;
const TROUBLED_FIRST: readonly Account["state"][] = ["failing", "limited", "paused", "starting", "ok"];

/** A chip for each account, and a callout for each that cannot be read, is suspended or is running out of money. */
export const AccountStrip = memo(function AccountStrip({ accounts }: { accounts: readonly Account[] }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const sorted = [...accounts].sort(
    (left, right) => TROUBLED_FIRST.indexOf(left.state) - TROUBLED_FIRST.indexOf(right.state),
  );
  const isAnyTroubled = useServerTime((now) => accounts.some((account) => isTroubled(account, now)));
  const shown = isUnfolded ? sorted : sorted.slice(0, SHOWN_WHILE_FOLDED);
  return (
    <section aria-label="Accounts" className="mt-4 space-y-2">
      <ul className="relative flex items-center gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap">
        {shown.map((account) => (
          <li key={account.id} className="min-w-0 max-sm:shrink-0">
            <AccountChip account={account} />
          </li>
        ))}
        {sorted.length > SHOWN_WHILE_FOLDED && (
          <li>
            <Button variant="ghost" className="h-7" onClick={() => setUnfolded(!isUnfolded)}>
              {isUnfolded ? "Show fewer" : `${sorted.length - SHOWN_WHILE_FOLDED} more`}
            </Button>
          </li>
        )}
      </ul>
      {isAnyTroubled && (
        <Suspense>
          <AccountTroubles accounts={sorted} limit={isUnfolded ? sorted.length : SHOWN_WHILE_FOLDED} />
        </Suspense>
      )}
    </section>
  );
});

function isTroubled(account: Account, now: EpochMs): boolean {
  return account.problem !== null || account.billing?.suspension != null || isBalanceLow(balanceEndOf(account), now);
}
