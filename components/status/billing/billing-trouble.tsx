"use client";

import { Callout } from "@/components/ui/callout";
import type { Account } from "@/lib/contract/fleet";
import { balanceMark, isBalanceLow } from "@/lib/domain/cluster/account-billing";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { StatusMark } from "../status-mark";
import { BillingAge } from "./billing-age";
import { balanceEndOf, balanceWords, remainingWords, runwayWords } from "./billing-words";

/** What anyone viewing an account's clusters must know about the account, and what to do. Usually renders nothing. */
export function BillingTrouble({ account }: { account: Account }) {
  return (
    <>
      <Suspension account={account} />
      <LowBalance account={account} />
    </>
  );
}

function Suspension({ account }: { account: Account }) {
  const { label, billing } = account;
  if (billing?.suspension == null) return null;
  return (
    <Callout icon={<StatusMark mark="down" />} title={`${label} is suspended`}>
      {billing.suspension}
      <BillingAge account={account} />
    </Callout>
  );
}

function LowBalance({ account }: { account: Account }) {
  const endsAt = balanceEndOf(account);
  const mark = useServerTime((now) => (isBalanceLow(endsAt, now) ? balanceMark(endsAt, now) : null));
  const remaining = useServerTime((now) => (endsAt === null ? "" : remainingWords(endsAt, now)));
  const moment = useServerTime((now) => (endsAt === null ? "" : runwayWords(endsAt, now)));
  if (account.billing === null || mark === null) return null;
  return (
    <Callout icon={<StatusMark mark={mark} />} title={`The balance of ${account.label} is ${remaining}`}>
      {balanceWords(account.billing)}, {moment}. Top it up, or stop what is not needed.
      <BillingAge account={account} />
    </Callout>
  );
}
