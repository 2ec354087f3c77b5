import "server-only";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { toFleetReading } from "./fleet-reading";
import { createLearnedInfo } from "./learned-info";
import { toOffers } from "./offers";
import { clusterListSchema, instanceInfoSchema, instanceListSchema, instanceTypeListSchema } from "./wire";

export function createShadeformClient({ apiKey }: { apiKey: string }, { http, now }: ConnectContext): ProviderClient {
  const headers = { "X-API-KEY": apiKey };
  const info = createLearnedInfo({
    ...{ now, hasRoom: http.hasRoom },
    readInfo: (id, signal) => {
      const path = `/instances/${encodeURIComponent(id)}/info`;
      return http.getJson({ path, headers, schema: instanceInfoSchema, signal, isAddition: true });
    },
  });

  return {
    async readFleet(signal) {
      const [{ clusters }, { instances }] = await Promise.all([
        http.getJson({ path: "/clusters", headers, schema: clusterListSchema, signal }),
        http.getJson({ path: "/instances", headers, schema: instanceListSchema, signal }),
      ]);
      const { instanceIds, ...fleet } = toFleetReading(clusters, instances, now(), info.withInfo);
      void info.learn(instanceIds, signal);
      return { ...fleet, warnings: info.warnings() };
    },
    async readOffers(signal) {
      const query = { available: "true" };
      const schema = instanceTypeListSchema;
      const { instance_types } = await http.getJson({ path: "/instances/types", query, headers, schema, signal });
      return toOffers(instance_types);
    },
  };
}
