import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { ACCOUNT, ACCOUNT_ID, accountBody, type WireObject } from "./bodies";
import { type CreateFault, createCreatedClusters } from "./create";
import { demoSuspension, demoWorld, type FireworksWorld, uniformWorld } from "./world";

export interface FireworksFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => FireworksWorld;
  /** Why the account is suspended, in Fireworks' word; `null` when it is not. Tests replace it. */
  suspendState: () => string | null;
  /** What the key may not read: "clusters", "deployments", "shards", "quotas", "accounts", or "account", its own. */
  readonly refused: Set<string>;
  /** What goes wrong with creating a cluster from now on. */
  createFault: CreateFault | null;
  /** How creating a cluster ends, after three minutes. */
  createEndsAs: "READY" | "FAILED";
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 200;
const CONNECTION_INFO = {
  endpoint: "https://0A1B2C3D4E5F.gr7.us-east-1.eks.amazonaws.com",
  caData: btoa("-----BEGIN CERTIFICATE-----\nZGVtbw==\n-----END CERTIFICATE-----\n"),
};
/** The key sees a second one, which is not connected. */
const ACCOUNTS = [{ name: ACCOUNT }, { name: "accounts/clusterdeck-lab" }].map((account) => ({
  ...accountBody(null),
  ...account,
}));
/** gRPC's numbers with the HTTP statuses that grpc-gateway gives them. */
const GRPC_CODES: Record<number, number> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 429: 8, 500: 13, 501: 12 };

export function createFireworksFake({ now, startedAt, fleet, incidents = false }: FakeOptions): FireworksFake {
  const uniform = fleet ? uniformWorld(fleet, startedAt) : null;
  const fake: FireworksFake = {
    apiKey: "fw_demo_key",
    settings: { accountId: ACCOUNT_ID },
    basePath: "",
    wire: { states: ["state"], totals: ["totalSize"], pages: ["pageToken"], nextPage: "nextPageToken" },
    world: () => uniform ?? demoWorld(now(), startedAt),
    suspendState: () => (incidents ? demoSuspension(now(), startedAt) : null),
    refused: new Set(),
    createFault: null,
    createEndsAs: "READY",
    handle: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.headers.get("authorization") !== `Bearer ${fake.apiKey}`) return failure(401, "Invalid API key");
      if (request.method === "POST" && pathname === `/v1/${ACCOUNT}/clusters`)
        return created.create(request, fake.world().clusters);
      if (request.method !== "GET") return failure(501, "Method Not Allowed");
      const path = decodeURI(pathname)
        .replace(/^\/v1\//, "")
        .replace(new RegExp(`^${ACCOUNT}$`), "account")
        .replace(`${ACCOUNT}/`, "");
      // The real API refuses without a word.
      if (fake.refused.has(path.slice(path.lastIndexOf("/") + 1))) return failure(403, "");
      if (path === "account") return Response.json(accountBody(fake.suspendState()));
      const world = fake.world();
      return answer(path, searchParams, { ...world, clusters: [...world.clusters, ...created.bodies()] });
    },
  };
  const created = createCreatedClusters({
    now,
    fault: () => fake.createFault,
    endsAs: () => fake.createEndsAs,
    failure,
  });
  return fake;
}

function answer(path: string, query: URLSearchParams, world: FireworksWorld): Response {
  const [collection, id = "", part] = path.split("/");
  if (collection === "deployments" && part === "shards")
    return listPage("deploymentShards", world.shards[id] ?? [], query);
  if (collection === "deployments" && id === "") return listPage("deployments", world.deployments, query);
  if (collection === "clusters" && id === "") return listPage("clusters", world.clusters, query);
  if (collection === "quotas" && id === "") return listPage("quotas", world.quotas, query);
  if (collection === "accounts" && id === "") return listPage("accounts", ACCOUNTS, query);
  const [clusterId, verb] = id.split(":");
  const cluster = world.clusters.find(({ name }) => name === `${ACCOUNT}/clusters/${clusterId}`);
  if (collection !== "clusters" || part !== undefined || !cluster) return failure(404, "Not Found");
  if (verb === undefined) return Response.json(cluster);
  return verb === "getConnectionInfo" ? Response.json(CONNECTION_INFO) : failure(404, "Not Found");
}

/** proto3 JSON leaves out an empty list, a zero total and an empty token. */
function listPage(list: string, items: readonly WireObject[], query: URLSearchParams): Response {
  const pageSize = Math.min(Number(query.get("pageSize") ?? DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE);
  const offset = offsetOf(query.get("pageToken"), pageSize);
  if (offset === null) return failure(400, "page token does not match the request");
  const page = items.slice(offset, offset + pageSize);
  const end = offset + page.length;
  return Response.json({
    ...(page.length > 0 && { [list]: page }),
    ...(end < items.length && { nextPageToken: btoa(`${pageSize}:${end}`) }),
    ...(items.length > 0 && { totalSize: items.length }),
  });
}

/** A token is good only for the request it came from: Fireworks asks for the same parameters on every page. */
function offsetOf(pageToken: string | null, pageSize: number): number | null {
  if (!pageToken) return 0;
  const [size, offset] = atob(pageToken).split(":").map(Number);
  return size === pageSize ? (offset ?? null) : null;
}

function failure(status: number, message: string): Response {
  return Response.json({ code: GRPC_CODES[status], message, details: [] }, { status });
}
