import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { clusterBills, podBills } from "./bills";
import { createLimits } from "./limits";
import { logStream } from "./logs";
import { demoWorld, type RunPodWorld, uniformWorld } from "./world";

const API_KEY = "rpa_FAKE0RUNPOD0KEY0OF0THE0DEMO0FLEET";

export interface RunPodFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => RunPodWorld;
  /** The paths that the key may not read, each the beginning of some. */
  refuses: ReadonlySet<string>;
}

export function createRunPodFake({ now, startedAt, fleet, isUnlimited = false }: FakeOptions): RunPodFake {
  const fixed = fleet ? uniformWorld(fleet, startedAt) : null;
  const limits = createLimits(now, startedAt);
  const isFree = isUnlimited || fleet !== undefined;
  const fake: RunPodFake = {
    apiKey: API_KEY,
    basePath: "/v2",
    wire: { states: ["status"], totals: [], pages: [], nextPage: null, openGroups: ["byStatus", "env"] },
    world: () => fixed ?? demoWorld(now(), startedAt),
    refuses: new Set(),
    handle: async (request) => {
      if (request.headers.get("authorization") !== `Bearer ${API_KEY}`)
        return problem(401, "Unauthorized", "missing bearer token");
      const full = isFree ? null : limits.spend();
      // Whoever has no limit is told of none.
      const headers = isFree ? {} : limits.headers();
      if (full !== null) {
        const tooMany = { ...headers, "Retry-After": String(full.retryAfterSeconds) };
        return problem(429, "Too Many Requests", `rate limit exceeded for the ${full.name} window`, tooMany);
      }
      const response = answer(fake, new URL(request.url), request.method, now());
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
      return response;
    },
  };
  return fake;
}

function answer(fake: RunPodFake, { pathname, searchParams }: URL, method: string, now: number): Response {
  const path = pathname.replace(/^\/v2/, "");
  if ([...fake.refuses].some((refused) => path.startsWith(refused))) return problem(403, "Forbidden", "access denied");
  const { clusters, pods } = fake.world();
  const [, podId] = /^\/pods\/([^/]+)\/logs$/.exec(path) ?? [];
  const pod = pods.find(({ id }) => podId !== undefined && id === decodeURIComponent(podId));
  if (pod && method === "GET") return logStream(Date.parse(String(pod.startedAt)), searchParams.get("tail"), now);
  switch (`${method} ${path}`) {
    case "GET /clusters":
      return Response.json({ clusters });
    case "GET /pods": {
      const withMembers = searchParams.get("includeClusterPods") === "true";
      return Response.json({ pods: withMembers ? pods : pods.filter(({ cluster }) => cluster === undefined) });
    }
    case "GET /billing/clusters":
      return Response.json(clusterBills({ clusters, pods }, searchParams, now));
    case "GET /billing/pods":
      return Response.json(podBills({ clusters, pods }, searchParams, now));
    default:
      return problem(404, "Not Found", "resource not found");
  }
}

function problem(status: number, title: string, detail: string, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ title, status, detail: `${detail} CANARY-detail` });
  return new Response(body, { status, headers: { ...headers, "content-type": "application/problem+json" } });
}
