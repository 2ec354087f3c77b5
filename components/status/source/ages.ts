"use client";

import { createContext, use } from "react";
import type { EpochMs } from "@/lib/domain/time/epoch";
import {
  type AccountStamps,
  type FleetAges,
  NO_AGES,
  type StampedAccount,
  stampsOf,
} from "@/lib/queries/ages/fleet-ages";
import { useServerTime } from "@/lib/queries/liveness/use-server-now";

/** What polls move although nothing changed. The same object for as long as a page is open, so nothing renders with it. */
export const AgesContext = createContext<FleetAges>(NO_AGES);

type Told = string | number | boolean | null;

/** A value derived from ages, checked every second. Re-renders when the value changes. */
export function useAges<T extends Told>(derive: (ages: FleetAges, now: EpochMs) => T): T {
  const ages = use(AgesContext);
  return useServerTime((now) => derive(ages, now));
}

/** The same for one account: its current times, or those it was answered with where no ages are kept. */
export function useAccountStamps<T extends Told>(
  account: StampedAccount,
  derive: (stamps: AccountStamps, now: EpochMs) => T,
): T {
  return useAges((ages, now) => derive(ages.account(account.id) ?? stampsOf(account), now));
}
