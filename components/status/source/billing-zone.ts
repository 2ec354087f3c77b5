"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext } from "react";
import { useFleetSource } from "./fleet-source";

/** The time zone in which days and months of money begin, for what is inside a `FleetProvider`; `null` outside of one. */
export const BillingZoneContext = createContext<string | null>(null);

/** The same for a page that shows no fleet, from the fleet's answer; `null` until there is one. */
export function useBillingZone() {
  const { data, error, refetch } = useQuery({
    ...useFleetSource().fleet,
    select: ({ billingTimeZone }) => billingTimeZone,
  });
  return { billingTimeZone: data ?? null, error, refetch };
}
