"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { alertsTag, subscribeToAlertsTag } from "@/lib/queries/alerts/alerts-tag";
import { firingAlertsQuery } from "@/lib/queries/alerts/firing-alerts-query";

export interface FiringAlerts {
  /** Worst first. */
  all: readonly FiringAlert[];
  byCluster: ReadonlyMap<string, readonly FiringAlert[]>;
}

const NONE: FiringAlerts = { all: [], byCluster: new Map() };
const FiringAlertsContext = createContext(NONE);
const noTag = () => null;

/** For the pages of people who are signed in. Guests get none of this, so they neither see alerts nor ask for them. */
export function FiringAlertsProvider({ children }: { children: ReactNode }) {
  const tag = useSyncExternalStore(subscribeToAlertsTag, alertsTag, noTag);
  const { data } = useQuery({
    ...firingAlertsQuery(tag ?? ""),
    enabled: tag !== null,
    placeholderData: keepPreviousData,
  });
  const alerts = useMemo(() => (data === undefined || tag === null ? NONE : firingAlertsOf(data)), [data, tag]);
  return <FiringAlertsContext value={alerts}>{children}</FiringAlertsContext>;
}

/** The same object for as long as the same alerts fire. */
export function useFiringAlerts(): FiringAlerts {
  return use(FiringAlertsContext);
}

export function firingAlertsOf(all: readonly FiringAlert[]): FiringAlerts {
  const byCluster = new Map<string, FiringAlert[]>();
  for (const alert of all) {
    if (alert.clusterId === null) continue;
    byCluster.set(alert.clusterId, [...(byCluster.get(alert.clusterId) ?? []), alert]);
  }
  return { all, byCluster };
}
