import "server-only";
import { ProviderError } from "@/lib/server/providers/errors";
import type { ProviderHttp } from "@/lib/server/providers/http";
import { parseItems } from "@/lib/server/providers/items";
import type { ProviderClient } from "@/lib/server/providers/spec";
import type { ApiVersion } from "./api-version";
import { listPages, PAGE_LIMIT, readId } from "./list-pages";
import { toClusterReading } from "./normalise";
import { clusterSchema, detailsSchema, listSchema } from "./wire";

/** Left out because they are large, secret, or not shown. The current rate is no part of the breakdown. */
const DETAILS_QUERY = { include_metrics: false, include_logs: false, include_cost_breakdown: false };

interface Settings {
  apiKey: string;
  /** Where it starts: v1 tells far more, but an account may have v2 only. */
  version: ApiVersion;
}

export function createTensorOneClient(
  settings: Settings,
  http: ProviderHttp,
): Required<Omit<ProviderClient, "readAccess">> {
  const headers = { Authorization: `Bearer ${settings.apiKey}` };
  let version = settings.version;

  const list = (from: ApiVersion, signal: AbortSignal) =>
    listPages((page) =>
      http
        .getJson({ path: `${from}/clusters`, query: { page, limit: PAGE_LIMIT }, headers, schema: listSchema, signal })
        .catch((error: unknown) => {
          // Past the last page; before the first it would be the whole list that is not there.
          if (page > 1 && isNotFound(error)) return [];
          throw error;
        }),
    );

  return {
    async readFleet(signal) {
      const { items, warnings, complete } = await list(version, signal).catch(async (error: unknown) => {
        if (version !== "/v1" || !isNotFound(error)) throw error;
        const listing = await list("/v2", signal);
        version = "/v2";
        return listing;
      });
      const parsed = parseItems(items, clusterSchema, readId);
      const depth = version === "/v2" ? "complete" : "summary";
      const clusters = parsed.items.map((cluster) => toClusterReading(cluster, depth));
      return { clusters, unreadable: parsed.unreadable, warnings, complete };
    },

    async readDetails({ providerClusterId }, signal) {
      const path = `${version}/clusters/${encodeURIComponent(providerClusterId)}`;
      try {
        const cluster = await http.getJson({ path, query: DETAILS_QUERY, headers, schema: detailsSchema, signal });
        return toClusterReading({ ...cluster, id: providerClusterId }, "complete");
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
