import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { bareBody, costParts, detailsBody, itemBody, type TensorOneCluster } from "./bodies";
import { demoWorld, uniformWorld } from "./fleet";
import { logsBody } from "./logs";
import { bareMetricsBody, type HistoricalShape, metricsBody } from "./metrics";
import { createReadLimit, FREE_HOURLY_READS } from "./read-limit";

const API_KEY = "tpo_test_fake";
const DEFAULT_PAGE_LIMIT = 20;
const MAX_PAGE_LIMIT = 100;

export interface TensorOneFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => TensorOneCluster[];
  /** Which of the two documented contracts it keeps; the other one is not found. */
  speaks: "v1" | "v2";
  hourlyReads: number;
  /** How it tells the past of its metrics; `null` where it keeps none. */
  historicalShape: HistoricalShape | null;
  /** What its key may not read: a request for it is answered with 403. */
  refuses: ReadonlySet<"metrics" | "logs">;
}

export function createTensorOneFake({
  now,
  startedAt,
  fleet,
  isUnlimited = false,
  incidents = false,
}: FakeOptions): TensorOneFake {
  const fixed = fleet ? uniformWorld(fleet.clusters, startedAt) : null;
  const limit = createReadLimit(now, startedAt);
  const fake: TensorOneFake = {
    apiKey: API_KEY,
    basePath: "/v1",
    wire: {
      ...{ states: ["status", "state", "gpu_health"], totals: ["total"], pages: ["page"], nextPage: null },
      openGroups: ["cost_breakdown", "cost_projections", "current", "environment", "health_checks"],
    },
    world: () => fixed ?? demoWorld(now(), startedAt, incidents),
    speaks: "v1",
    hourlyReads: fleet || isUnlimited ? Number.MAX_SAFE_INTEGER : FREE_HOURLY_READS,
    historicalShape: "moments",
    refuses: new Set(),
    handle: async (request) => {
      if (request.headers.get("authorization") !== `Bearer ${API_KEY}`) {
        return failure(401, { error: "UNAUTHORIZED", message: "Invalid API key" });
      }
      const waitSeconds = limit.spend(fake.hourlyReads);
      const headers = limit.headers(fake.hourlyReads);
      if (waitSeconds !== null) return tooManyReads(fake.hourlyReads, waitSeconds, headers);
      if (isRefused(fake, new URL(request.url))) return refusal(headers);
      const body = answer(fake, request, now());
      if (body === null) return failure(404, { error: "RESOURCE_NOT_FOUND", message: "Not found" }, headers);
      // The documentation's sample carries `Retry-After` on a success too.
      return Response.json(body, { headers: { ...headers, "Retry-After": "60" } });
    },
  };
  return fake;
}

function isRefused({ refuses }: TensorOneFake, { pathname, searchParams }: URL): boolean {
  const asksMetrics = searchParams.get("include_metrics") === "true" || pathname.endsWith("/metrics");
  return (
    (refuses.has("metrics") && asksMetrics) || (refuses.has("logs") && searchParams.get("include_logs") === "true")
  );
}

function answer(fake: TensorOneFake, request: Request, now: EpochMs): unknown {
  const url = new URL(request.url);
  const [version, collection, id, ...rest] = url.pathname.split("/").slice(1).map(decodeURIComponent);
  if (request.method !== "GET" || version !== fake.speaks || collection !== "clusters") return null;
  const clusters = fake.world();
  const cluster = clusters.find((candidate) => candidate.id === id);
  if (fake.speaks === "v2") {
    if (id === undefined) return clusters.map(bareBody);
    return cluster && rest.join("/") === "metrics" ? bareMetricsBody(cluster, now) : null;
  }
  if (id === undefined) return { success: true, data: page(clusters, url.searchParams) };
  if (!cluster || rest.length > 0) return null;
  return { success: true, data: { ...detailsBody(cluster), ...partsOf(fake, cluster, url.searchParams, now) } };
}

/** What the query's `include_…` add to a cluster. */
function partsOf(fake: TensorOneFake, cluster: TensorOneCluster, query: URLSearchParams, now: EpochMs) {
  const includes = (part: string) => query.get(`include_${part}`) === "true";
  const { cost } = detailsBody(cluster);
  return {
    cost: includes("cost_breakdown") ? { ...cost, ...costParts(cluster) } : cost,
    ...(includes("metrics") && {
      metrics: metricsBody(cluster, now, query.get("metrics_window"), fake.historicalShape),
    }),
    ...(includes("logs") && { logs: logsBody(cluster, now) }),
  };
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

function refusal(headers: Record<string, string>): Response {
  const details = { required_permission: "metrics:read", current_permissions: ["clusters:read"] };
  return failure(403, { error: "FORBIDDEN", message: "CANARY-message", details }, headers);
}

function failure(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json({ ...body, code: status }, { status, headers });
}
