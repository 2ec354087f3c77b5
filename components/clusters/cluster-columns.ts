import type { FleetSort } from "./fleet-sort";

export interface ClusterColumn {
  label: string;
  /** What a click on its header sorts by; `null` where no order makes sense. */
  sort: FleetSort | null;
  width: string;
  isNumber?: true;
}

const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" });

/** The reader's own zone, for a header: absolute times always name theirs. */
function zoneName(): string {
  return zone.formatToParts().find(({ type }) => type === "timeZoneName")?.value ?? "local time";
}

export const CLUSTER_COLUMNS: readonly ClusterColumn[] = [
  { label: "Status", sort: "worst", width: "18%" },
  { label: "Cluster", sort: "name", width: "18%" },
  { label: "Account", sort: null, width: "11%" },
  { label: "GPUs", sort: "gpus", width: "12%" },
  { label: "Nodes", sort: "nodes", width: "8%", isNumber: true },
  { label: "Region", sort: null, width: "11%" },
  { label: "Rate", sort: "rate", width: "9%", isNumber: true },
  { label: `Since (${zoneName()})`, sort: "changed", width: "9%", isNumber: true },
  { label: "Read", sort: "read", width: "6%", isNumber: true },
];
