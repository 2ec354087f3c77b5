"use client";

import { balanceEndOf, remainingWords } from "@/components/status/account/account-words";
import { StatusMark } from "@/components/status/status-mark";
import type { Connection } from "@/lib/contract/fleet";
import { balanceMark } from "@/lib/domain/cluster/account";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** What is wrong with an account other than its API, in a word: suspended, or soon out of money. */
export function AccountBadge({ connection }: { connection: Connection }) {
  const isSuspended = connection.account?.suspension != null;
  const endsAt = balanceEndOf(connection);
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
