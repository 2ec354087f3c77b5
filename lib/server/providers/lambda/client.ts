import "server-only";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { clusterIdOf, toClusterReading } from "./normalise";
import { toOffers } from "./offers";
import { explainRefusal } from "./refusals";
import { instanceListSchema, instanceSchema, typeMapSchema } from "./wire";

export function createLambdaClient(
  { apiKey }: { apiKey: string },
  { http }: Pick<ConnectContext, "http">,
): Required<Pick<ProviderClient, "readFleet" | "readOffers">> {
  const common = { headers: { Authorization: `Bearer ${apiKey}` }, explainRefusal };
  const oddFields = createOddFields("Lambda");
  return {
    async readFleet(signal) {
      const { data } = await http.getJson({ ...common, path: "/instances", schema: instanceListSchema, signal });
      const pause = createPause();
      const reading = { schema: instanceSchema, readId, noteOdd: oddFields.begin("list") };
      const { items, unreadable } = await parseItemsInTurns(data, reading, pause);
      const groups = [...Map.groupBy(items, clusterIdOf)];
      const clusters = await mapInTurns(groups, ([id, instances]) => toClusterReading(id, instances), pause);
      return { clusters, unreadable, warnings: oddFields.warnings(), complete: true };
    },

    async readOffers(signal) {
      const { data } = await http.getJson({ ...common, path: "/instance-types", schema: typeMapSchema, signal });
      return toOffers(data, oddFields.begin("offers"));
    },
  };
}

function readId(item: unknown): string | null {
  return readStringProperty(item, "id");
}
