import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { firingAlertsQuery } from "@/lib/queries/alerts/firing-alerts-query";
import type { FiringAlerts } from "./firing-alerts";
import { groupAlerts } from "./group-alerts";

interface FiringAlertsReaderProps {
  /** Another text whenever other alerts fire. */
  tag: string;
  onRead: (alerts: FiringAlerts) => void;
}

/** Asks what fires whenever that has changed; what was read before stays until there is an answer. */
export function FiringAlertsReader({ tag, onRead }: FiringAlertsReaderProps) {
  const { data, error, refetch } = useQuery(firingAlertsQuery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tag is the reason to ask again.
  useEffect(() => void refetch(), [tag, refetch]);
  const isOld = error !== null;
  const alerts = useMemo(() => groupAlerts(data ?? [], isOld), [data, isOld]);
  useEffect(() => onRead(alerts), [alerts, onRead]);
  return null;
}
