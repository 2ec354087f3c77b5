"use client";

import type { Account } from "@/lib/contract/fleet";
import { formatAge } from "@/lib/domain/text/format";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** "in 42 s", counted down by the browser. */
export function NextTry({ account: { nextAttemptAt } }: { account: Account }) {
  const words = useServerTime((now) => {
    if (nextAttemptAt === null) return "not planned";
    const waitMs = Date.parse(nextAttemptAt) - now;
    return waitMs > 0 ? `in ${formatAge(waitMs + 999)}` : "now";
  });
  return <span className="whitespace-nowrap">{words}</span>;
}
