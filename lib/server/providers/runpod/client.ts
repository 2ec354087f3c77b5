import "server-only";
import { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import type { Query } from "@/lib/server/providers/http/request-url";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import { isRefusal } from "@/lib/server/providers/permission";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import { createBills } from "./bills";
import { toFleetReading } from "./fleet-reading";
import { createLogs } from "./logs";
import { clusterListSchema, podListSchema, type WireCluster } from "./wire";

type Listed<Answer> = { answer: Answer } | { error: ProviderError };

const LISTS = {
  clusters: { path: "/clusters", failed: "Clusters could not be read, only their pods" },
  // Without it, the pods of clusters are left out.
  pods: { path: "/pods", query: { includeClusterPods: true }, failed: "Pods could not be read, only clusters" },
};

/** What a key that lacks a permission is told of. What else it may do, RunPod does not say. */
const READ = [
  ["clusters", LISTS.clusters],
  ["pods", LISTS.pods],
  ["what was billed", { path: "/billing/pods", query: { bucketSize: "day", lastN: 1 } }],
] as const;

export function createRunPodClient({ apiKey }: { apiKey: string }, { http, now }: ConnectContext): ProviderClient {
  const headers = { Authorization: `Bearer ${apiKey}` };
  const oddFields = createOddFields("RunPod");
  const bills = createBills({ http, headers, now });
  /** Of the latest clusters that could be read: while they cannot, their pods still have names. `null` before the first. */
  let known: ReadonlyMap<string, WireCluster> | null = null;

  async function list<Answer>(
    { path, query }: { path: string; query?: Query },
    schema: z.ZodType<Answer>,
    signal: AbortSignal,
  ): Promise<Listed<Answer>> {
    try {
      return { answer: await http.getJson({ path, headers, schema, signal, ...(query && { query }) }) };
    } catch (error) {
      if (error instanceof ProviderError) return { error };
      throw error;
    }
  }

  return {
    async readFleet(signal) {
      const [clusters, pods] = await Promise.all([
        list(LISTS.clusters, clusterListSchema, signal),
        list(LISTS.pods, podListSchema, signal),
      ]);
      const errors = [clusters, pods].flatMap((listed) => ("error" in listed ? listed.error : []));
      const fatal = errors.length === 2 ? errors[0] : errors.find(concernsAccount);
      if (fatal) throw fatal;
      // What pods are clusters of is told at the next poll, unless this key is never told.
      if ("error" in clusters && known === null && !isRefusal(clusters.error)) throw clusters.error;
      const lists = {
        clusters: "answer" in clusters ? clusters.answer.clusters : null,
        pods: "answer" in pods ? pods.answer.pods : [],
      };
      const reading = await toFleetReading(lists, known ?? new Map(), oddFields.begin("list"));
      known = reading.known;
      const billed = bills.read(reading.clusters, signal);
      return {
        clusters: reading.clusters,
        unreadable: reading.unreadable,
        warnings: [
          ...("error" in clusters ? [`${LISTS.clusters.failed}: ${clusters.error.message}`] : []),
          ...("error" in pods ? [`${LISTS.pods.failed}: ${pods.error.message}`] : []),
          ...billed.warnings,
          ...oddFields.warnings(),
        ],
        ...(billed.accrued && { accrued: billed.accrued }),
        complete: errors.length === 0,
      };
    },

    readLogs: createLogs({ http, headers }),

    async readKeyNotes(signal) {
      const notes = READ.map(async ([what, wanted]) => {
        const listed = await list(wanted, z.unknown(), signal);
        return "error" in listed && isRefusal(listed.error) ? [`This key may not read ${what} at RunPod`] : [];
      });
      return (await Promise.all(notes)).flat();
    },
  };
}

/** A refused key and a limit hold for the other list, too, and whoever asks must know of them. */
function concernsAccount({ kind }: ProviderError): boolean {
  return kind === "auth" || kind === "rate-limited";
}
