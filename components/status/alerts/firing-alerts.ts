"use client";

import { createContext, use } from "react";
import type { FiringAlert } from "@/lib/contract/alerts/firing-alerts";
import type { Severity } from "@/lib/domain/alerts/rule";

export interface FiringAlerts {
  byCluster: ReadonlyMap<string, ClusterAlerts>;
  /** All but those that are silenced: somebody knows of them. `null` if there are none. */
  audible: AudibleAlerts | null;
  /** Whether others fire by now, which could not be read. */
  isOld: boolean;
}

/** What fires about a cluster and its nodes, worst first. */
export interface ClusterAlerts {
  alerts: readonly FiringAlert[];
  /** "Idle, Rate changed", with each rule once. */
  names: string;
  /** "Alerts: Idle, Rate changed" */
  words: string;
}

export interface AudibleAlerts {
  count: number;
  worst: Severity;
  /** "3 alerts firing", or which one it is. */
  words: string;
}

export const NO_FIRING_ALERTS: FiringAlerts = { byCluster: new Map(), audible: null, isOld: false };
export const FiringAlertsContext = createContext(NO_FIRING_ALERTS);

/** The same object for as long as the same alerts fire. */
export function useFiringAlerts(): FiringAlerts {
  return use(FiringAlertsContext);
}

/** What fires about a cluster and its nodes, in words; `null` for nothing. */
export function useClusterAlert(clusterId: string): string | null {
  return useFiringAlerts().byCluster.get(clusterId)?.words ?? null;
}
