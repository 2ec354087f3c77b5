import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { type ClusterBody, podBody, summaryBody, type WireObject } from "./bodies";
import { nodeLogs } from "./node-logs";
import { PRIVATE_WHOAMI_FIELDS } from "./private-fields";
import { demoWorld, FAILS_OFTEN, FAILS_ONCE_A_WEEK, uniformWorld, walletBalanceUsd } from "./world";

export interface PrimeIntellectFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => ClusterBody[];
  /** "pods": the key has no admin permission. */
  mode: "admin" | "pods";
  /** What is left in the wallet, in dollars. */
  balanceUsd: () => number;
  /** What the key may not read: "wallet", "node-logs". */
  readonly refused: Set<string>;
  /** Whether the account is rate-limited for three minutes, and a node fails for longer, once a week. */
  incidents: boolean;
}

const INCIDENT_PERIOD_MS = 7 * DAY_MS;
const LIMITED_FROM_MS = 10 * MINUTE_MS;
const LIMITED_UNTIL_MS = 13 * MINUTE_MS;
const DEFAULT_ADMIN_LIMIT = 20;
const MAX_LIMIT = 100;

export function createPrimeIntellectFake({
  now,
  startedAt,
  fleet,
  incidents = false,
}: FakeOptions): PrimeIntellectFake {
  const uniform = fleet ? uniformWorld(fleet, startedAt) : null;
  const story = () => (fake.incidents ? FAILS_ONCE_A_WEEK : FAILS_OFTEN);
  const fake: PrimeIntellectFake = {
    apiKey: "pi_demo_key",
    basePath: "",
    usdPerMonth: 650_000,
    wire: {
      states: ["status", "installationStatus"],
      totals: ["total_count", "total"],
      pages: ["offset"],
      nextPage: null,
    },
    mode: "admin",
    incidents,
    balanceUsd: () => walletBalanceUsd(now(), startedAt),
    refused: new Set(),
    world: () => uniform ?? demoWorld(now(), startedAt, story()),
    handle: async (request) => {
      const waitMs = incidentLeftMs(now() - startedAt);
      if (fake.incidents && waitMs > 0) return rateLimited(waitMs);
      if (request.headers.get("authorization") !== `Bearer ${fake.apiKey}`)
        return failure(401, "Could not validate credentials");
      if (request.method !== "GET") return failure(405, "Method Not Allowed");
      const url = new URL(request.url);
      if (fake.refused.has(url.pathname.slice(url.pathname.lastIndexOf("/") + 1))) return failure(403, "Forbidden");
      return answer(url, fake, (cluster) => nodeLogs(cluster, now(), startedAt, story()));
    },
  };
  return fake;
}

function answer(
  { pathname, searchParams, origin }: URL,
  { mode, world, balanceUsd }: PrimeIntellectFake,
  logsOf: (cluster: ClusterBody) => WireObject[],
): Response {
  if (pathname === "/api/v1/pods/") {
    const pods = world().flatMap(({ id, nodes }) => nodes.map((node) => podBody(id, node)));
    return listPage(pods, searchParams, MAX_LIMIT);
  }
  if (pathname === "/api/v1/pods") return Response.redirect(`${origin}/api/v1/pods/`, 307);
  if (pathname === "/api/v1/billing/wallet") return wallet(world(), balanceUsd(), searchParams);
  if (!pathname.startsWith("/api/admin/")) return failure(404, "Not Found");
  if (mode === "pods") return failure(403, "Insufficient permissions");
  if (pathname === "/api/admin/users/whoami") return Response.json({ data: WHOAMI, status: null });
  if (pathname === "/api/admin/clusters") {
    const clusters = world().filter(({ status }) => status !== "TERMINATED");
    return listPage(clusters.map(summaryBody), searchParams, DEFAULT_ADMIN_LIMIT);
  }
  const [, id, part] = /^\/api\/admin\/clusters\/([^/]+)(\/node-logs)?$/.exec(pathname) ?? [];
  if (id === undefined) return failure(404, "Not Found");
  const cluster = world().find((each) => each.id === decodeURIComponent(id)) ?? null;
  if (part === undefined) return Response.json({ data: cluster, status: null });
  return listPage(cluster ? logsOf(cluster) : [], searchParams, DEFAULT_ADMIN_LIMIT);
}

const WHOAMI = { ...PRIVATE_WHOAMI_FIELDS, role: "ADMIN", admin_role: "ADMIN", permissions: { clusters: ["read"] } };

function listPage(items: readonly WireObject[], query: URLSearchParams, defaultLimit: number): Response {
  const limit = Number(query.get("limit") ?? defaultLimit);
  const offset = Number(query.get("offset") ?? 0);
  if (!(limit >= 1 && limit <= MAX_LIMIT)) {
    return Response.json({ errors: [{ param: "limit", details: `must be from 1 to ${MAX_LIMIT}` }] }, { status: 422 });
  }
  return Response.json({
    data: items.slice(offset, offset + limit),
    total_count: items.length,
    offset,
    limit,
    status: null,
  });
}

/** One row a cluster, as if it had been billed since it was made; snake_case, unlike the rest. */
function wallet(clusters: readonly ClusterBody[], balanceUsd: number, query: URLSearchParams): Response {
  const limit = Number(query.get("limit") ?? DEFAULT_ADMIN_LIMIT);
  const offset = Number(query.get("offset") ?? 0);
  const rows = clusters.map(({ id, createdAt, updatedAt, priceHr }) => ({
    id: `bill-${id}`,
    created_at: createdAt,
    updated_at: updatedAt,
    last_billed_at: null,
    amount_usd: (Number(priceHr ?? 0) * (Date.parse(String(updatedAt)) - Date.parse(String(createdAt)))) / HOUR_MS,
    currency: "USD",
    resource_type: "compute",
    resource_id: id,
  }));
  return Response.json({
    ...{ wallet_id: "wallet-CANARY", team_id: query.get("teamId"), balance_usd: balanceUsd, currency: "USD" },
    total_billings: rows.length,
    recent_billings: rows.slice(offset, offset + limit),
  });
}

function incidentLeftMs(elapsedMs: EpochMs): number {
  const sinceCycleMs = elapsedMs % INCIDENT_PERIOD_MS;
  return sinceCycleMs >= LIMITED_FROM_MS && sinceCycleMs < LIMITED_UNTIL_MS ? LIMITED_UNTIL_MS - sinceCycleMs : 0;
}

function rateLimited(waitMs: number): Response {
  const headers = { "Retry-After": String(Math.ceil(waitMs / 1_000)) };
  return Response.json({ detail: "Rate limit exceeded" }, { status: 429, headers });
}

function failure(status: number, detail: string): Response {
  return Response.json({ detail }, { status });
}
