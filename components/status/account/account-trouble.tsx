"use client";

import { Callout } from "@/components/ui/callout";
import type { Connection } from "@/lib/contract/fleet";
import { balanceMark, isBalanceLow } from "@/lib/domain/cluster/account";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { StatusMark } from "../status-mark";
import { AccountAge } from "./account-age";
import { balanceEndOf, balanceWords, remainingWords, runwayWords } from "./account-words";

/** What anyone viewing an account's clusters must know about the account, and what to do. Usually renders nothing. */
export function AccountTrouble({ connection }: { connection: Connection }) {
  return (
    <>
      <Suspension connection={connection} />
      <LowBalance connection={connection} />
    </>
  );
}

function Suspension({ connection: { label, account } }: { connection: Connection }) {
  if (account?.suspension == null) return null;
  return (
    <Callout icon={<StatusMark mark="down" />} title={`${label} is suspended`}>
      {account.suspension}
      <AccountAge account={account} />
    </Callout>
  );
}

function LowBalance({ connection }: { connection: Connection }) {
  const endsAt = balanceEndOf(connection);
  const mark = useServerTime((now) => (isBalanceLow(endsAt, now) ? balanceMark(endsAt, now) : null));
  const remaining = useServerTime((now) => (endsAt === null ? "" : remainingWords(endsAt, now)));
  const moment = useServerTime((now) => (endsAt === null ? "" : runwayWords(endsAt, now)));
  if (connection.account === null || mark === null) return null;
  return (
    <Callout icon={<StatusMark mark={mark} />} title={`The balance of ${connection.label} is ${remaining}`}>
      {balanceWords(connection.account)}, {moment}. Top it up, or stop what is not needed.
      <AccountAge account={connection.account} />
    </Callout>
  );
}
