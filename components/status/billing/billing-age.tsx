"use client";

import type { Account } from "@/lib/contract/fleet";
import { useAccountStamps } from "../source/ages";
import { ageWords } from "./billing-words";

/** When the provider last reported on the account, shown once that is late. */
export function BillingAge({ account }: { account: Account }) {
  const words = useAccountStamps(account, ({ billingReadAt }, now) => ageWords(billingReadAt, now));
  return words === "" ? null : <span className="text-muted"> {words}</span>;
}
