import "server-only";
import type { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import { createOddFields, leniently } from "@/lib/server/providers/odd-fields";
import { almightyKeyNote } from "@/lib/server/providers/permission";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { memberIdsOf, toFleetReading } from "./fleet-reading";
import { createLearnedInfo } from "./learned-info";
import { toOffers } from "./offers";
import { clusterListSchema, instanceInfoSchema, instanceListSchema, instanceTypeListSchema } from "./wire";

type Listed<Answer> = { answer: Answer } | { error: ProviderError };

export function createShadeformClient({ apiKey }: { apiKey: string }, { http, now }: ConnectContext): ProviderClient {
  const headers = { "X-API-KEY": apiKey };
  const oddFields = createOddFields("Shadeform");
  const info = createLearnedInfo({
    ...{ now, hasRoom: http.hasRoom },
    readInfo: (id, signal) => {
      const path = `/instances/${encodeURIComponent(id)}/info`;
      const schema = leniently(instanceInfoSchema, oddFields.begin(infoSource(id)));
      return http.getJson({ path, headers, schema, signal, isAddition: true });
    },
  });
  /**
   * Of the latest clusters that could be read: while they cannot, their instances do not turn into clusters of their own. `null` before
   * the first.
   */
  let memberIds: ReadonlySet<string> | null = null;

  async function list<Answer>(path: string, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Listed<Answer>> {
    try {
      return { answer: await http.getJson({ path, headers, schema, signal }) };
    } catch (error) {
      if (error instanceof ProviderError) return { error };
      throw error;
    }
  }

  return {
    readKeyNotes: async () => [almightyKeyNote("Shadeform")],

    async readFleet(signal) {
      const [clusters, instances] = await Promise.all([
        list("/clusters", clusterListSchema, signal),
        list("/instances", instanceListSchema, signal),
      ]);
      const errors = [clusters, instances].flatMap((listed) => ("error" in listed ? listed.error : []));
      const fatal = errors.length === 2 ? errors[0] : errors.find(concernsAccount);
      if (fatal) throw fatal;
      // Whether a machine belongs to a cluster is told at the next poll, unless this key is never told.
      if ("error" in clusters && memberIds === null && !isLasting(clusters.error)) throw clusters.error;
      const rawClusters = "answer" in clusters ? clusters.answer.clusters : [];
      const rawInstances = "answer" in instances ? instances.answer.instances : [];
      if ("answer" in clusters) memberIds = memberIdsOf(rawClusters);
      const noteOdd = oddFields.begin("list");
      const context = { now: now(), withInfo: info.withInfo, noteOdd };
      const { instanceIds, ...fleet } = await toFleetReading(
        rawClusters,
        rawInstances,
        memberIds ?? new Set(),
        context,
      );
      const asked = new Set(["list", "offers", ...instanceIds.map(infoSource)]);
      oddFields.retain((source) => asked.has(source));
      void info.learn(instanceIds, signal);
      return {
        ...fleet,
        warnings: [
          ...("error" in clusters
            ? [`Clusters could not be read, only single machines: ${clusters.error.message}`]
            : []),
          ...("error" in instances
            ? [`Single machines could not be read, only clusters: ${instances.error.message}`]
            : []),
          ...info.warnings(),
          ...oddFields.warnings(),
        ],
        complete: errors.length === 0,
      };
    },
    async readOffers(signal) {
      const query = { available: "true" };
      const schema = instanceTypeListSchema;
      const { instance_types } = await http.getJson({ path: "/instances/types", query, headers, schema, signal });
      return toOffers(instance_types, oddFields.begin("offers"));
    },
  };
}

function infoSource(id: string): string {
  return `info ${id}`;
}

/** A refused key and a limit hold for the other list, too, and whoever asks must know of them. */
function concernsAccount({ kind }: ProviderError): boolean {
  return kind === "auth" || kind === "rate-limited";
}

function isLasting({ kind }: ProviderError): boolean {
  return kind === "forbidden" || kind === "not-found";
}
