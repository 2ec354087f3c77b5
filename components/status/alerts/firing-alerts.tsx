"use client";

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useSyncExternalStore } from "react";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import { alertsTag, subscribeToAlertsTag } from "@/lib/queries/alerts/alerts-tag";
import { firingAlertsQuery } from "@/lib/queries/alerts/firing-alerts-query";

export interface FiringAlerts {
  /** Worst first. */
  all: readonly FiringAlert[];
  byCluster: ReadonlyMap<string, readonly FiringAlert[]>;
  /** Whether others fire by now, which could not be read. */
  isOld: boolean;
}

const NONE: FiringAlerts = { all: [], byCluster: new Map(), isOld: false };
const FiringAlertsContext = createContext(NONE);
const NOT_READ: readonly FiringAlert[] = [];
const noTag = () => null;

/** For the pages of people who are signed in. Guests get none of this, so they neither see alerts nor ask for them. */
export function FiringAlertsProvider({ children }: { children: ReactNode }) {
  const tag = useSyncExternalStore(subscribeToAlertsTag, alertsTag, noTag);
  const { data = NOT_READ, error, refetch } = useQuery({ ...firingAlertsQuery, enabled: tag !== null });
  useEffect(() => {
    if (tag !== null) void refetch();
  }, [tag, refetch]);
  const isOld = error !== null;
  const alerts = useMemo(() => (tag === null ? NONE : firingAlertsOf(data, isOld)), [data, tag, isOld]);
  return <FiringAlertsContext value={alerts}>{children}</FiringAlertsContext>;
}

/** The same object for as long as the same alerts fire. */
export function useFiringAlerts(): FiringAlerts {
  return use(FiringAlertsContext);
}

export function firingAlertsOf(all: readonly FiringAlert[], isOld = false): FiringAlerts {
  const byCluster = new Map<string, FiringAlert[]>();
  for (const alert of all) {
    if (alert.clusterId === null) continue;
    byCluster.set(alert.clusterId, [...(byCluster.get(alert.clusterId) ?? []), alert]);
  }
  return { all, byCluster, isOld };
}
