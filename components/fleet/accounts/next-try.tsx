"use client";

import { useAccountStamps } from "@/components/status/source/ages";
import type { Account } from "@/lib/contract/fleet";
import { formatAge } from "@/lib/domain/text/format";

/** "in 42 s", counted down by the browser. */
export function NextTry({ account }: { account: Account }) {
  const words = useAccountStamps(account, ({ nextAttemptAt }, now) => {
    if (nextAttemptAt === null) return "not planned";
    const waitMs = nextAttemptAt - now;
    return waitMs > 0 ? `in ${formatAge(waitMs + 999)}` : "now";
  });
  return <span className="whitespace-nowrap">{words}</span>;
}
