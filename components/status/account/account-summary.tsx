"use client";

import { clsx } from "clsx";
import type { Connection } from "@/lib/contract/fleet";
import { balanceMark } from "@/lib/domain/cluster/account";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { StatusMark } from "../status-mark";
import { AccountAge } from "./account-age";
import { AccountQuotas } from "./account-quotas";
import { balanceEndOf, balanceWords, runwayWords, unknownRunwayWords } from "./account-words";

/** What the provider says about the account itself: whether it is suspended, its balance and how long it lasts, and its quotas. */
export function AccountSummary({ connection, className }: { connection: Connection; className?: string }) {
  const { account } = connection;
  const balance = account && balanceWords(account);
  if (account === null || (account.suspension === null && balance === null && account.quotas.length === 0)) return null;
  return (
    <div className={clsx("space-y-2 text-xs", className)}>
      {account.suspension !== null && (
        <p className="flex gap-1.5">
          <StatusMark mark="down" size={13} className="mt-0.5" />
          {account.suspension}
        </p>
      )}
      {balance !== null && (
        <p className="flex flex-wrap gap-x-1.5">
          <span className="font-medium">{balance}</span>
          <Runway connection={connection} />
        </p>
      )}
      {account.quotas.length > 0 && <AccountQuotas quotas={account.quotas} />}
      <AccountAge account={account} />
    </div>
  );
}

function Runway({ connection }: { connection: Connection }) {
  const endsAt = balanceEndOf(connection);
  const mark = useServerTime((now) => balanceMark(endsAt, now));
  const words = useServerTime((now) => (endsAt === null ? "" : runwayWords(endsAt, now)));
  if (endsAt === null) {
    const unknown = connection.account && unknownRunwayWords(connection.account);
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
