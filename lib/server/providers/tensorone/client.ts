import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { createPause, mapInTurns } from "@/lib/server/pause";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItemsInTurns } from "@/lib/server/providers/items";
import { createOddFields } from "@/lib/server/providers/odd-fields";
import { REFUSAL_CACHE_MS } from "@/lib/server/providers/permission";
import type { ConnectContext, ProviderClient } from "@/lib/server/providers/spec";
import type { ApiVersion } from "./api-version";
import { listPages, PAGE_LIMIT, readId } from "./list-pages";
import { toClusterReading } from "./normalise";
import { createPerformance } from "./performance";
import { explainRefusal } from "./refusals";
import { clusterSchema, detailsSchema, type WireCluster } from "./wire";
import { listSchema } from "./wire-list";

/** Logs are large, and asked for only when somebody looks. */
const PLAIN_QUERY = { include_metrics: false, include_logs: false, include_cost_breakdown: false };
const DETAILS_QUERY = { include_metrics: true, include_logs: false, include_cost_breakdown: true };

/** Where a cluster is refused altogether, nothing follows for the others but that they are asked for less for a while. */
const ALL_REFUSED_CACHE_MS = 60_000;
const REFUSED =
  "The key may not read clusters with their metrics and costs, so these are left out. Give it that permission at TensorOne.";

interface Settings {
  apiKey: string;
  /** Where it starts: v1 tells far more, but an account may have v2 only. */
  version: ApiVersion;
}

export function createTensorOneClient(
  settings: Settings,
  { http, now }: ConnectContext,
): Required<Pick<ProviderClient, "readFleet" | "readDetails" | "readMetrics" | "readLogs">> {
  const headers = { Authorization: `Bearer ${settings.apiKey}` };
  const common = { headers, explainRefusal };
  let version = settings.version;
  const oddFields = createOddFields("TensorOne");
  /** Until then details are asked for without metrics and costs; `isSure` where the key may read the rest of a cluster. */
  let plain = { until: 0, isSure: false };

  const list = (from: ApiVersion, signal: AbortSignal) =>
    listPages((page) =>
      http
        .getJson({
          ...common,
          path: `${from}/clusters`,
          query: { page, limit: PAGE_LIMIT },
          schema: listSchema,
          signal,
        })
        .catch((error: unknown) => {
          // Past the last page; before the first it would be the whole list that is not there.
          if (page > 1 && isNotFound(error)) return { items: [], total: null, hasMore: false };
          throw error;
        }),
    );

  const details = (id: string, query: typeof DETAILS_QUERY, signal: AbortSignal) =>
    http.getJson({
      ...common,
      path: `${version}/clusters/${encodeURIComponent(id)}`,
      query,
      schema: detailsSchema(id, oddFields.begin(`details ${id}`)),
      signal,
    });

  /** A key that may not read all of a cluster may still read what has always been there. */
  const permittedDetails = async (id: string, signal: AbortSignal) => {
    if (now() < plain.until) return details(id, PLAIN_QUERY, signal);
    try {
      return await details(id, DETAILS_QUERY, signal);
    } catch (error) {
      if (!(error instanceof ProviderError && error.kind === "forbidden")) throw error;
      plain = { until: now() + ALL_REFUSED_CACHE_MS, isSure: false };
      const cluster = await details(id, PLAIN_QUERY, signal);
      plain = { until: now() + REFUSAL_CACHE_MS, isSure: true };
      return cluster;
    }
  };

  return {
    ...createPerformance({ http, headers, now, version: () => version }),

    async readFleet(signal) {
      const { items, warnings, complete } = await list(version, signal).catch(async (error: unknown) => {
        if (version !== "/v1" || !isNotFound(error)) throw error;
        const listing = await list("/v2", signal);
        version = "/v2";
        return listing;
      });
      const reading = { schema: clusterSchema, readId, noteOdd: oddFields.begin("list") };
      const pause = createPause();
      const parsed = await parseItemsInTurns(items, reading, pause);
      const sources = new Set(["list", ...parsed.items.map(({ id }) => `details ${id}`)]);
      oddFields.retain((source) => sources.has(source));
      const depth = version === "/v2" ? "complete" : "summary";
      const onDemand: ClusterReading["onDemand"] = version === "/v2" ? ["metrics"] : ["metrics", "logs"];
      const toReading = (cluster: WireCluster) => ({ ...toClusterReading(cluster, depth), onDemand });
      const clusters = await mapInTurns(parsed.items, toReading, pause);
      const refusals = plain.isSure && now() < plain.until ? [REFUSED] : [];
      return {
        clusters,
        unreadable: parsed.unreadable,
        warnings: [...warnings, ...refusals, ...oddFields.warnings()],
        complete,
      };
    },

    async readDetails({ providerClusterId, name, providerStatus, onDemand }, signal) {
      try {
        const cluster = await permittedDetails(providerClusterId, signal);
        // What the details leave out is as the list says.
        const told = { ...cluster, name: cluster.name ?? name, status: cluster.status ?? providerStatus };
        return { ...toClusterReading(told, "complete"), onDemand: [...onDemand] };
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof ProviderError && error.kind === "not-found";
}
