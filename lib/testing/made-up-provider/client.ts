import "server-only";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { toReading } from "./normalise";
import { machinePageSchema, machineSchema } from "./wire";

interface MadeUpSettings {
  apiKey: string;
  team: string;
  baseUrl: string;
}

const MAX_PAGES = 20;

export function createMadeUpClient(
  { apiKey, team, baseUrl }: MadeUpSettings,
  { http }: Pick<ConnectContext, "http">,
): ProviderClient {
  const headers = { "X-Made-Up-Key": apiKey };
  const path = `/${encodeURIComponent(team)}/machines`;
  const oddFields = createOddFields("Made-up Metal");

  async function readPages(signal: AbortSignal): Promise<{ machines: unknown[]; complete: boolean }> {
    const machines: unknown[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await http.getJson({ path, query: { after }, headers, schema: machinePageSchema, signal });
      machines.push(...page.machines);
      if (!page.after) return { machines, complete: true };
      if (page.after === after) break;
      after = page.after;
    }
    return { machines, complete: false };
  }

  return {
    async readFleet(signal) {
      const { machines, complete } = await readPages(signal);
      const readId = (item: unknown) => readStringProperty(item, "id");
      const { items, unreadable } = parseItems(machines, machineSchema, readId, oddFields.begin("list"));
      const clusters = [...new Map(items.map((machine) => [machine.id, toReading(machine)])).values()];
      return { clusters, unreadable, warnings: oddFields.warnings(), complete };
    },

    describeCreation: (order) => ({ url: `${baseUrl}${path}`, keyHeader: "X-Made-Up-Key: ", body: toBody(order) }),

    async createCluster(order, sending) {
      return toReading(await http.postJson({ path, headers, body: toBody(order), schema: machineSchema, ...sending }));
    },
  };
}

function toBody({ clusterId, ...others }: Order): object {
  return { id: clusterId, ...others };
}
