import "server-only";
import type { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItems, readStringProperty } from "@/lib/server/providers/items";
import { createPermission } from "@/lib/server/providers/permission";
import type { ConnectContext, FleetReading, ProviderClient } from "@/lib/server/providers/spec";
import { createBillingReader } from "./billing";
import { createRequestOf } from "./create-request";
import { toReading } from "./normalise";
import { toConnectionDetails } from "./normalise-connection";
import { toCreatedReading } from "./normalise-created";
import type { DeploymentWithShards } from "./normalise-deployments";
import { type AllPages, type Page, readAllPages } from "./pages";
import {
  accountPageSchema,
  clusterPageSchema,
  connectionInfoSchema,
  deploymentPageSchema,
  idOf,
  quotaPageSchema,
  shardPageSchema,
  type WireCluster,
  type WireDeployment,
  type WireShard,
  wireAccountNameSchema,
  wireAccountSchema,
  wireClusterSchema,
  wireDeploymentSchema,
  wireQuotaSchema,
  wireShardSchema,
} from "./wire";

export interface FireworksSettings {
  apiKey: string;
  accountId: string;
  baseUrl: string;
}

const PAGE_SIZE = 200;
/** The limit for one reading of a cluster. Further deployments are judged by their own two counts. */
const MAX_SHARD_CALLS = 10;
const UNKNOWN_WITHOUT_DEPLOYMENTS = "so GPUs and the health of replicas are not known";
const SHARDS_REFUSED = "This key may not list the shards of deployments, so what replicas wait for may not be known";

interface ListedCluster {
  cluster: WireCluster;
  deployments: readonly WireDeployment[];
}

export function createFireworksClient(
  { apiKey, accountId, baseUrl }: FireworksSettings,
  { http, now }: ConnectContext,
): ProviderClient {
  const account = `/v1/accounts/${encodeURIComponent(accountId)}`;
  const headers = { Authorization: `Bearer ${apiKey}` };
  /** The last list, so that a cluster's details do not have to read it again. */
  let listed: ReadonlyMap<string, ListedCluster> = new Map();
  const deploymentLists = createPermission(now);
  const shardLists = createPermission(now);

  function readList(path: string, schema: z.ZodType<Page>, signal: AbortSignal): Promise<AllPages> {
    return readAllPages((pageToken) => readPage(path, schema, signal, pageToken));
  }

  function readPage(path: string, schema: z.ZodType<Page>, signal: AbortSignal, pageToken?: string): Promise<Page> {
    return http.getJson({ path, query: { pageSize: PAGE_SIZE, pageToken }, headers, schema, signal });
  }

  const addition = { headers, isAddition: true };
  const own = createBillingReader({
    ...{ now, hasRoom: http.hasRoom },
    readAccount: (signal) => http.getJson({ ...addition, path: account, schema: wireAccountSchema, signal }),
    readQuotas: async (signal) => {
      const path = `${account}/quotas`;
      const { items, complete } = await readAllPages((pageToken) => {
        const query = { pageSize: PAGE_SIZE, pageToken };
        return http.getJson({ ...addition, path, query, schema: quotaPageSchema, signal });
      });
      return { quotas: parseItems(items, wireQuotaSchema, readResourceId).items, complete };
    },
  });

  async function readFleet(signal: AbortSignal): Promise<FleetReading> {
    own.ask(signal);
    const pages = await readList(`${account}/clusters`, clusterPageSchema, signal);
    const { items, unreadable } = parseItems(pages.items, wireClusterSchema, readResourceId);
    const clusters = new Map(items.map((cluster) => [idOf(cluster.name), cluster]));
    const warnings = shardLists.isRefused() ? [SHARDS_REFUSED] : [];
    const deployments = clusters.size > 0 ? await readDeployments(warnings, signal) : [];
    listed = new Map(
      [...clusters].map(([id, cluster]) => [id, { cluster, deployments: deploymentsOn(id, deployments) }]),
    );
    const latest = own.latest();
    return {
      clusters: [...listed.values()].map(toSummary),
      unreadable,
      warnings: [...warnings, ...latest.warnings],
      ...(latest.billing && { billing: latest.billing }),
      complete: pages.complete,
    };
  }

  /** Deployments are an addition: without them the clusters themselves are still known. A rate limit concerns the whole account. */
  async function readDeployments(warnings: string[], signal: AbortSignal): Promise<readonly WireDeployment[]> {
    try {
      const pages = await deploymentLists.ask(() => readList(`${account}/deployments`, deploymentPageSchema, signal));
      if (pages === null) {
        warnings.push(`This key may not list deployments, ${UNKNOWN_WITHOUT_DEPLOYMENTS}`);
        return [];
      }
      const { items, unreadable } = parseItems(pages.items, wireDeploymentSchema, readResourceId);
      for (const { id, problem } of unreadable)
        warnings.push(`Deployment ${id ?? "without a name"} could not be read: ${problem}`);
      if (!pages.complete) warnings.push("There are more deployments than were read, so GPU counts may be too low");
      return [...new Map(items.map((deployment) => [deployment.name, deployment])).values()];
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind === "rate-limited") throw error;
      warnings.push(`The deployments could not be read, ${UNKNOWN_WITHOUT_DEPLOYMENTS}`);
      return [];
    }
  }

  async function readShards(deployment: WireDeployment, signal: AbortSignal): Promise<WireShard[]> {
    const path = `${account}/deployments/${encodeURIComponent(idOf(deployment.name))}/shards`;
    const pages = await shardLists.ask(() =>
      readList(path, shardPageSchema, signal).catch((error: unknown) => {
        // It has just been deleted, which says nothing about the key.
        if (error instanceof ProviderError && error.kind === "not-found") return { items: [] };
        throw error;
      }),
    );
    return parseItems(pages?.items ?? [], wireShardSchema, readResourceId).items;
  }

  async function readCluster(id: string, signal: AbortSignal): Promise<ListedCluster> {
    const path = `${account}/clusters/${encodeURIComponent(id)}`;
    return { cluster: await http.getJson({ path, headers, schema: wireClusterSchema, signal }), deployments: [] };
  }

  return {
    readFleet,

    async readVisibleAccountIds(signal) {
      const { items } = await readPage("/v1/accounts", accountPageSchema, signal);
      return parseItems(items, wireAccountNameSchema, readResourceId).items.map(({ name }) => idOf(name));
    },

    describeCreation: (order) => ({
      url: `${baseUrl}${account}/clusters`,
      keyHeader: "Authorization: Bearer ",
      body: createRequestOf(order),
    }),

    async createCluster(order, signal) {
      const body = createRequestOf(order);
      const path = `${account}/clusters`;
      return toCreatedReading(await http.postJson({ path, headers, body, schema: wireClusterSchema, signal }));
    },

    async readDetails({ providerClusterId: id }, signal) {
      try {
        const { cluster, deployments } = listed.get(id) ?? (await readCluster(id, signal));
        const withShards: DeploymentWithShards[] = [];
        // One at a time, so that a refused key is refused only once.
        let calls = 0;
        for (const deployment of deployments) {
          const isAsked = needsShards(deployment) && calls < MAX_SHARD_CALLS;
          if (isAsked) calls += 1;
          withShards.push({ deployment, shards: isAsked ? await readShards(deployment, signal) : [] });
        }
        return toReading(cluster, withShards, "complete");
      } catch (error) {
        if (error instanceof ProviderError && error.kind === "not-found") return null;
        throw error;
      }
    },

    async readConnectionDetails({ providerClusterId: id }, signal) {
      const { cluster } = listed.get(id) ?? (await readCluster(id, signal));
      // The colon is part of the path: Fireworks does not accept it encoded.
      const path = `${account}/clusters/${encodeURIComponent(id)}:getConnectionInfo`;
      return toConnectionDetails(cluster, await http.getJson({ path, headers, schema: connectionInfoSchema, signal }));
    },
  };
}

function toSummary({ cluster, deployments }: ListedCluster) {
  const withoutShards = deployments.map((deployment) => ({ deployment, shards: [] }));
  return toReading(cluster, withoutShards, deployments.some(needsShards) ? "summary" : "complete");
}

/** The list usually says how many replicas are ready; if not, a separate call does. */
function needsShards({ replicaStats }: WireDeployment): boolean {
  return !replicaStats;
}

function deploymentsOn(clusterId: string, deployments: readonly WireDeployment[]): readonly WireDeployment[] {
  return deployments.filter(({ cluster }) => cluster && idOf(cluster) === clusterId);
}

function readResourceId(item: unknown): string | null {
  const name = readStringProperty(item, "name");
  return name === null ? null : idOf(name) || null;
}
