import type { FleetSort } from "@/components/status/fleet-sort";
import { once } from "@/lib/domain/text/once";

export interface ClusterColumn {
  label: string;
  /** What a click on its header sorts by; `null` if no order makes sense. */
  sort: FleetSort | null;
  width: string;
  isNumber?: true;
}

/** The reader's own time zone, for a header: absolute times always come with their zone. */
function zoneName(): string {
  return (
    new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" })
      .formatToParts()
      .find(({ type }) => type === "timeZoneName")?.value ?? "local time"
  );
}

/** Wide enough for the longest common texts at the table's minimum width: "Stopped over 6 min, still billed", "STALE 6 min". */
const columns = once((): readonly ClusterColumn[] => [
  { label: "Status", sort: "worst", width: "18%" },
  { label: "Cluster", sort: "name", width: "11%" },
  { label: "Account", sort: null, width: "9.5%" },
  { label: "GPUs", sort: "gpus", width: "13%" },
  { label: "Nodes", sort: "nodes", width: "8%", isNumber: true },
  { label: "Region", sort: null, width: "10%" },
  { label: "Rate", sort: "rate", width: "10.5%", isNumber: true },
  { label: `Since (${zoneName()})`, sort: "changed", width: "10.5%", isNumber: true },
  { label: "Read", sort: "read", width: "9.5%", isNumber: true },
]);

/** Without costs there is no rate column, and its width goes to the others. */
export function clusterColumns(showsCosts: boolean): readonly ClusterColumn[] {
  return showsCosts ? columns() : columns().filter(({ sort }) => sort !== "rate");
}
