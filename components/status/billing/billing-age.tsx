"use client";

import type { Account } from "@/lib/contract/fleet";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";
import { ageWords } from "./billing-words";

/** When the provider last reported on the account, shown once that is late. */
export function BillingAge({ billing }: { billing: NonNullable<Account["billing"]> }) {
  const words = useServerTime((now) => ageWords(billing, now));
  return words === "" ? null : <span className="text-muted"> {words}</span>;
}
