import "server-only";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { parseItemsInTurns, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { clusterTagOf, toClusterReading } from "./normalise";
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
      const tagged = Map.groupBy(items, clusterTagOf);
      const alone = (tagged.get(null) ?? []).map((instance) => ({ tag: null, instances: [instance] }));
      const groups = [...tagged].flatMap(([tag, instances]) => (tag === null ? [] : [{ tag, instances }]));
      const clusters = await mapInTurns(
        [...groups, ...alone],
        ({ tag, instances }) => toClusterReading(instances, tag),
        pause,
      );
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
