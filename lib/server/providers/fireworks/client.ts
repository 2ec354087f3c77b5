import "server-only";
import type { z } from "zod";
import { formatCounted, nounFor } from "@/lib/domain/text/format";
import { mapInTurns } from "@/lib/server/pause";
import { ProviderError } from "@/lib/server/providers/errors";
import { type ParsedItems, parseItems, parseItemsInTurns } from "@/lib/server/providers/items";
import { createOddFields, leniently } from "@/lib/server/providers/odd-fields";
import type { ConnectContext, FleetReading, ProviderClient } from "@/lib/server/providers/spec";
import { createBillingReader } from "./billing";
import { createRequestOf } from "./create-request";
import { createDeploymentLists } from "./deployment-lists";
import { type Listed, listedId, listFleet, toDetailedReading, toListedReading } from "./fleet-list";
import { toConnectionDetails } from "./normalise-connection";
import { toCreatedReading } from "./normalise-created";
import { deploymentIdOf } from "./normalise-on-demand";
import { type AllPages, type Page, readAllPages } from "./pages";
import { readResourceId } from "./resource-id";
import { explainSuspension } from "./suspension";
import {
  accountPageSchema,
  clusterPageSchema,
  connectionInfoSchema,
  idOf,
  QUOTA_NUMBERS,
  quotaPageSchema,
  type WireCluster,
  wireAccountNameSchema,
  wireAccountSchema,
  wireClusterSchema,
  wireDeploymentSchema,
  wireQuotaSchema,
} from "./wire";
import { zeroOrUnknown } from "./zero-or-unknown";

export interface FireworksSettings {
  apiKey: string;
  accountId: string;
  baseUrl: string;
}

const PAGE_SIZE = 200;

interface ReadClusters extends ParsedItems<WireCluster> {
  warnings: string[];
  complete: boolean;
  /** Why there are none to read. */
  refusal: ProviderError | null;
}

export function createFireworksClient(
  { apiKey, accountId, baseUrl }: FireworksSettings,
  { http, now }: ConnectContext,
): ProviderClient {
  const account = `/v1/accounts/${encodeURIComponent(accountId)}`;
  const common = { headers: { Authorization: `Bearer ${apiKey}` }, explainRefusal: explainSuspension };
  /** The last list, so that a cluster's details do not have to read it again. */
  let listed: ReadonlyMap<string, Listed> = new Map();
  /** Of the clusters when they could last be listed: what runs on them is not on Fireworks' own machines. */
  let clusterIds: ReadonlySet<string> = new Set();
  /** Whether there were deployments on Fireworks' own machines when they could last be read. */
  let hasOnDemand = false;
  const oddFields = createOddFields("Fireworks");
  const deploymentLists = createDeploymentLists({ account, now, oddFields, readList });

  function readList(path: string, schema: z.ZodType<Page>, signal: AbortSignal): Promise<AllPages> {
    return readAllPages((pageToken) => readPage(path, schema, signal, pageToken));
  }

  function readPage(path: string, schema: z.ZodType<Page>, signal: AbortSignal, pageToken?: string): Promise<Page> {
    return http.getJson({ ...common, path, query: { pageSize: PAGE_SIZE, pageToken }, schema, signal });
  }

  const addition = { ...common, isAddition: true };
  const own = createBillingReader({
    ...{ now, hasRoom: http.hasRoom },
    readAccount: (signal) =>
      http.getJson({ ...addition, path: account, schema: wireAccountSchema, signal }).catch(nullIfNotFound),
    readQuotas: async (signal) => {
      const path = `${account}/quotas`;
      const { items, complete } = await readAllPages((pageToken) => {
        const query = { pageSize: PAGE_SIZE, pageToken };
        return http.getJson({ ...addition, path, query, schema: quotaPageSchema, signal });
      });
      const noteOdd = oddFields.begin("quotas");
      const raw = zeroOrUnknown(items, wireQuotaSchema, QUOTA_NUMBERS, noteOdd);
      return { quotas: parseItems(raw, wireQuotaSchema, readResourceId, noteOdd).items, complete };
    },
  });

  async function readFleet(signal: AbortSignal): Promise<FleetReading> {
    own.ask(signal);
    const clusters = await readClusters(signal);
    const running = await deploymentLists.read(signal);
    if (clusters.refusal !== null && running.deployments.length === 0) throw clusters.refusal;
    const fleet = listFleet(clusters.items, running.deployments, clusterIds);
    if (fleet.length + clusters.unreadable.length === 0) await requireKnownAccount();
    hasOnDemand = fleet.some(({ cluster }) => cluster === null) || (hasOnDemand && !running.complete);
    listed = new Map(fleet.map((each) => [listedId(each), each]));
    oddFields.retain((source) => isStillThere(source, listed));
    const latest = own.latest();
    const readings = await mapInTurns(fleet, toListedReading);
    return {
      clusters: readings,
      unreadable: clusters.unreadable,
      warnings: [...clusters.warnings, ...running.warnings, ...latest.warnings, ...oddFields.warnings()],
      ...(latest.billing && { billing: latest.billing }),
      // A key that never saw a deployment need not see one for clusters to be taken for gone.
      complete: clusters.complete && (running.complete || !hasOnDemand),
    };
  }

  /** A key that may not list clusters, or an API without them, need not hide the deployments. */
  async function readClusters(signal: AbortSignal): Promise<ReadClusters> {
    const noteOdd = oddFields.begin("clusters");
    try {
      const pages = await readList(`${account}/clusters`, clusterPageSchema, signal);
      const parsed = await parseItemsInTurns(pages.items, {
        schema: wireClusterSchema,
        readId: readResourceId,
        noteOdd,
      });
      const ids = [...parsed.items.map(({ name }) => idOf(name)), ...parsed.unreadable.map(({ id }) => id)];
      clusterIds = new Set(ids.flatMap((id) => id ?? []));
      const warnings = pages.announced === null ? [] : [missingWords(pages.announced, pages.items.length)];
      return { ...parsed, warnings, complete: pages.complete, refusal: null };
    } catch (error) {
      const refusal = error instanceof ProviderError ? await withSuspension(error) : null;
      if (refusal === null || (refusal.kind !== "forbidden" && refusal.kind !== "not-found")) throw refusal ?? error;
      const warnings = [`Clusters could not be read, only on-demand deployments: ${refusal.message}`];
      return { items: [], unreadable: [], warnings, complete: false, refusal };
    }
  }

  /** Fireworks says why in the body, or else with the account itself. */
  async function withSuspension(error: ProviderError): Promise<ProviderError> {
    if (error.status !== 412) return error;
    const { suspension } = await own.readAccountState();
    return suspension === null ? error : new ProviderError(error.kind, suspension, { status: error.status });
  }

  /** To a key that does not belong to it, Fireworks describes any account as an empty one. */
  async function requireKnownAccount(): Promise<void> {
    const { isUnknown } = await own.readAccountState();
    if (!isUnknown) return;
    throw new ProviderError(
      "not-found",
      `Fireworks knows no account ${accountId} that belongs to this key. Check the account id in this account's settings.`,
    );
  }

  async function readListed(id: string, signal: AbortSignal): Promise<Listed> {
    const deploymentId = deploymentIdOf(id);
    if (deploymentId === null) return { cluster: await readCluster(id, signal), deployments: [] };
    const path = `${account}/deployments/${encodeURIComponent(deploymentId)}`;
    const schema = leniently(wireDeploymentSchema, oddFields.begin(`details ${id}`));
    return { cluster: null, deployments: [await http.getJson({ ...common, path, schema, signal })] };
  }

  function readCluster(id: string, signal: AbortSignal): Promise<WireCluster> {
    const path = `${account}/clusters/${encodeURIComponent(id)}`;
    const schema = leniently(wireClusterSchema, oddFields.begin(`details ${id}`));
    return http.getJson({ ...common, path, schema, signal });
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

    async createCluster(order, sending) {
      const body = createRequestOf(order);
      const path = `${account}/clusters`;
      const schema = leniently(wireClusterSchema, oddFields.begin("created"));
      return toCreatedReading(await http.postJson({ ...common, path, body, schema, ...sending }));
    },

    async readDetails({ providerClusterId: id }, signal) {
      const found = listed.get(id) ?? (await readListed(id, signal).catch(nullIfNotFound));
      if (found === null) return null;
      return toDetailedReading(found, await deploymentLists.withShards(found.deployments, signal), "complete");
    },

    async readConnectionDetails({ providerClusterId: id }, signal) {
      const cluster = listed.get(id)?.cluster ?? (await readCluster(id, signal));
      // The colon is part of the path: Fireworks does not accept it encoded.
      const path = `${account}/clusters/${encodeURIComponent(id)}:getConnectionInfo`;
      const schema = leniently(connectionInfoSchema, oddFields.begin(`details ${id}`));
      return toConnectionDetails(cluster, await http.getJson({ ...common, path, schema, signal }));
    },
  };
}

/** Whether a source of odd fields ("details my-cluster") is a list, or of something that is still listed. */
function isStillThere(source: string, listed: ReadonlyMap<string, Listed>): boolean {
  const [, what, id = ""] = /^(details|shards) (.*)$/.exec(source) ?? [];
  if (what === undefined) return true;
  if (what === "details") return listed.has(id);
  return [...listed.values()].some(({ deployments }) => deployments.some(({ name }) => idOf(name) === id));
}

function missingWords(announced: number, listed: number): string {
  return `Fireworks says that there ${nounFor(announced, "is", "are")} ${formatCounted(announced, "cluster")}, and lists ${listed}: some are missing here`;
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof ProviderError && error.kind === "not-found") return null;
  throw error;
}
