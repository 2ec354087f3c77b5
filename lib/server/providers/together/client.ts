import "server-only";
import { mapInTurns } from "@/lib/server/pause";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import { almightyKeyNote } from "@/lib/server/providers/permission";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { toClusterReading } from "./normalise";
import { clusterListSchema, clusterSchema } from "./wire";

export function createTogetherClient({ apiKey }: { apiKey: string }, { http }: ConnectContext): ProviderClient {
  const headers = { authorization: `Bearer ${apiKey}` };
  const oddFields = createOddFields("Together AI");
  const readId = (item: unknown) => readStringProperty(item, "cluster_id");

  return {
    readKeyNotes: async () => [almightyKeyNote("Together AI")],

    async readFleet(signal) {
      const { clusters } = await http.getJson({
        path: "/compute/clusters",
        headers,
        schema: clusterListSchema,
        signal,
      });
      const noteOdd = oddFields.begin("list");
      const { items, unreadable } = await parseItemsInTurns(clusters, { schema: clusterSchema, readId, noteOdd });
      return {
        clusters: await mapInTurns(items, (cluster) => toClusterReading(cluster, noteOdd)),
        unreadable,
        warnings: oddFields.warnings(),
        complete: true,
      };
    },
  };
}
