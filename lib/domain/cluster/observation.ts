import type { LedgerRow, LedgerState, Observation } from "../money/ledger";
import { chargedRate } from "../money/rate";
import type { EpochMs } from "../time/epoch";
import type { ClusterReading, NodeReading } from "./cluster";

/** What a reading of a cluster means for the ledger. A terminated cluster counts as no longer there. */
export function observeCluster(reading: ClusterReading, open: LedgerRow | null): Observation {
  if (reading.status === "terminated") return { state: null, changedAt: reading.terminatedAt ?? reading.statusSince };
  return { state: stateOf(reading), changedAt: clusterChangedAt(reading, open) };
}

/** The same for a node. */
export function observeNode(node: NodeReading, open: LedgerRow | null): Observation {
  if (node.status === "terminated") return { state: null, changedAt: null };
  const isReadied = open !== null && open.status !== node.status && node.status === "running";
  return { state: stateOf(node), changedAt: open === null ? node.createdAt : isReadied ? node.readyAt : null };
}

/** Providers give the time of a status change, but never that of a price or health change. */
function clusterChangedAt(reading: ClusterReading, open: LedgerRow | null): EpochMs | null {
  if (open === null) return reading.createdAt;
  if (open.status === reading.status) return null;
  return reading.statusSince ?? (reading.status === "running" ? reading.activeAt : null);
}

function stateOf({ status, providerStatus, health, rate }: ClusterReading | NodeReading): LedgerState {
  return {
    status,
    providerStatus,
    health,
    billing: rate.billing,
    usdMicrosPerHour: chargedRate(rate),
    rateSource: rate.source,
  };
}
