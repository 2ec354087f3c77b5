import "server-only";
import type { ConnectionDetails } from "@/lib/domain/cluster/cluster";
import { askProvider } from "../../http/ask-provider";
import type { FoundCluster } from "../../http/find-cluster";
import type { OnDemandReads } from "../../on-demand/on-demand-reads";

const NO_DETAILS: ConnectionDetails = { ssh: [], ports: [], links: [], kubernetes: null };

/** Connection details: from the last reading, or requested now if the provider needs a separate call. */
export async function readConnectionDetails(
  { onDemandReads }: { onDemandReads: Pick<OnDemandReads, "connectionDetails"> },
  { snapshot, tracked: { reading } }: FoundCluster,
): Promise<ConnectionDetails> {
  const isAsked = reading.onDemand.includes("connection-details");
  const asked = isAsked ? await askProvider(onDemandReads.connectionDetails, snapshot, reading) : null;
  return asked ?? reading.connectionDetails ?? NO_DETAILS;
}
