"use client";

import type { Connection } from "@/lib/contract/fleet";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { ageWords } from "./account-words";

/** When the provider last reported on the account, shown once that is late. */
export function AccountAge({ account }: { account: NonNullable<Connection["account"]> }) {
  const words = useServerTime((now) => ageWords(account, now));
  return words === "" ? null : <span className="text-muted"> {words}</span>;
}
