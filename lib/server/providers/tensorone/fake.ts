import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { bareBody, detailsBody, itemBody, type TensorOneCluster } from "./fake-bodies";
import { demoWorld, uniformWorld } from "./fake-fleet";
import { createReadLimit, FREE_HOURLY_READS } from "./fake-read-limit";

const API_KEY = "tpo_test_fake";
const DEFAULT_PAGE_LIMIT = 20;
const MAX_PAGE_LIMIT = 100;

export interface TensorOneFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => TensorOneCluster[];
  /** Which of the two documented contracts it keeps; the other one is not found. */
  speaks: "v1" | "v2";
  hourlyReads: number;
}

export function createTensorOneFake({ now, startedAt, fleet }: FakeOptions): TensorOneFake {
  const fixed = fleet ? uniformWorld(fleet.clusters, startedAt) : null;
  const limit = createReadLimit(now, startedAt);
  const fake: TensorOneFake = {
    apiKey: API_KEY,
    basePath: "/v1",
    world: () => fixed ?? demoWorld(now(), startedAt),
    speaks: "v1",
    hourlyReads: fleet ? Number.MAX_SAFE_INTEGER : FREE_HOURLY_READS,
    handle: async (request) => {
      if (request.headers.get("authorization") !== `Bearer ${API_KEY}`) {
        return failure(401, { error: "UNAUTHORIZED", message: "Invalid API key" });
      }
      const waitSeconds = limit.spend(fake.hourlyReads);
      const headers = limit.headers(fake.hourlyReads);
      if (waitSeconds !== null) return tooManyReads(fake.hourlyReads, waitSeconds, headers);
      const body = answer(fake, request);
      if (body === null) return failure(404, { error: "RESOURCE_NOT_FOUND", message: "Not found" }, headers);
      // The documentation's sample carries `Retry-After` on a success too.
      return Response.json(body, { headers: { ...headers, "Retry-After": "60" } });
    },
  };
  return fake;
}

function answer(fake: TensorOneFake, request: Request): unknown {
  const url = new URL(request.url);
  const [version, collection, id, ...rest] = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (request.method !== "GET" || version !== fake.speaks || collection !== "clusters" || rest.length > 0) return null;
  const clusters = fake.world();
  if (fake.speaks === "v2") return id === undefined ? clusters.map(bareBody) : null;
  if (id === undefined) return { success: true, data: page(clusters, url.searchParams) };
  const cluster = clusters.find((candidate) => candidate.id === id);
  if (!cluster) return null;
  const logs = url.searchParams.get("include_logs") === "true" ? { logs: ["CANARY-log"] } : {};
  return { success: true, data: { ...detailsBody(cluster), ...logs } };
}

function page(clusters: readonly TensorOneCluster[], query: URLSearchParams) {
  const number = Number(query.get("page") ?? 1);
  const limit = Math.min(MAX_PAGE_LIMIT, Number(query.get("limit") ?? DEFAULT_PAGE_LIMIT));
  const items = clusters.slice((number - 1) * limit, number * limit).map(itemBody);
  return { clusters: items, pagination: { page: number, limit, total: clusters.length } };
}

function tooManyReads(limit: number, waitSeconds: number, headers: Record<string, string>): Response {
  const details = { limit, remaining: 0, retry_after: waitSeconds };
  const body = { error: "RATE_LIMIT_EXCEEDED", message: "Too many requests", details };
  return failure(429, body, { ...headers, "Retry-After": String(waitSeconds) });
}

function failure(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json({ ...body, code: status }, { status, headers });
}
