import "server-only";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { askProvider } from "../../http/ask-provider";
import type { FoundCluster } from "../../http/find-cluster";
import type { OnDemandReads } from "../../on-demand/on-demand-reads";

const NO_DETAILS: ConnectionDetails = { ssh: [], ports: [], links: [], kubernetes: null };

/** How to get in: from the last reading, or asked for now where the provider wants a call of its own. */
export async function readConnectionDetails(
  { onDemandReads }: { onDemandReads: Pick<OnDemandReads, "connectionDetails"> },
  { snapshot, tracked: { reading } }: FoundCluster,
): Promise<ConnectionDetails> {
  const isAsked = reading.onDemand.includes("connection-details");
  const asked = isAsked ? await askProvider(onDemandReads.connectionDetails, snapshot, reading) : null;
  return asked ?? reading.connectionDetails ?? NO_DETAILS;
}
