"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { lazy, Suspense, use } from "react";
import { accountMark, accountStateWords } from "@/components/status/account-mark";
import { AgesContext, useAccountStamps } from "@/components/status/source/ages";
import { StatusMark } from "@/components/status/status-mark";
import { useAccountFreshness } from "@/components/status/use-account-freshness";
import { Popover } from "@/components/ui/overlay/popover";
import { patiently } from "@/components/ui/patiently";
import type { Account } from "@/lib/contract/fleet";
import type { Freshness } from "@/lib/domain/cluster/freshness";
import { formatAge, formatCounted } from "@/lib/domain/text/format";
import { stampsOf } from "@/lib/queries/ages/fleet-ages";
import { useEachSecond, writeText } from "@/lib/queries/liveness/use-each-second";
import { BillingBadge } from "./billing-badge";

const AccountDetails = lazy(() =>
  patiently(() => import("./account-details").then((details) => ({ default: details.AccountDetails }))),
);

/** One account in the strip: shape, name, age. A click shows the rest. */
export function AccountChip({ account }: { account: Account }) {
  const { state, label, warnings } = account;
  const freshness = useAccountFreshness(account);
  const wasRead = useAccountStamps(account, ({ lastSuccessAt }) => lastSuccessAt !== null);
  const isOk = state === "ok" && freshness === "fresh";
  return (
    // `relative`, or the screen-reader text would sit outside the scrolling strip and widen the page on a phone.
    <Popover
      label={`Account ${label}`}
      triggerClassName="relative flex h-7 max-w-full items-center gap-1.5 rounded-md border border-line bg-panel px-2 text-xs hover:border-line-strong"
      trigger={
        <>
          <StatusMark mark={accountMark(state, freshness)} size={13} />
          <span className="truncate font-medium">{label}</span>
          <span className={isOk ? "sr-only" : "text-muted"}>{accountStateWords(state, freshness)}</span>
          {wasRead && <ChipAge account={account} freshness={state === "paused" ? "fresh" : freshness} />}
          <BillingBadge account={account} />
          {warnings.length > 0 && (
            <span className="rounded bg-raised px-1 whitespace-nowrap text-ink">
              {formatCounted(warnings.length, "note")}
            </span>
          )}
          <ChevronDown size={12} aria-hidden className="text-muted" />
        </>
      }
      content={() => (
        <Suspense
          fallback={
            <p className="h-40 w-80 max-w-[calc(100vw-3rem)] p-2">
              {account.problem?.detail ?? accountStateWords(state, freshness)}
            </p>
          }
        >
          <AccountDetails account={account} />
        </Suspense>
      )}
    />
  );
}

function ChipAge({ account, freshness }: { account: Account; freshness: Freshness }) {
  const ages = use(AgesContext);
  const age = useEachSecond<HTMLSpanElement>((element, now) => {
    const { lastSuccessAt } = ages.account(account.id) ?? stampsOf(account);
    writeText(element, ageWords(freshness, now - (lastSuccessAt ?? now)));
  });
  const look = freshness === "fresh" ? "text-muted" : "font-medium text-ink";
  return <span ref={age} className={clsx("whitespace-nowrap tabular-nums", look)} />;
}

function ageWords(freshness: Freshness, ageMs: number): string {
  const age = formatAge(ageMs);
  return freshness === "fresh" ? age : `${freshness === "late" ? "late" : "STALE"} ${age}`;
}
