import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { demoWorld, type TogetherWorld, uniformWorld } from "./world";

const API_KEY = "together-fake-key";

export interface TogetherFake extends ProviderFake {
  /** What the project holds now. Tests replace it to tell a story of their own. */
  world: () => TogetherWorld;
}

export function createTogetherFake({ now, startedAt, fleet }: FakeOptions): TogetherFake {
  const fixed = fleet ? uniformWorld(fleet, startedAt) : null;
  const fake: TogetherFake = {
    apiKey: API_KEY,
    basePath: "/v1",
    wire: { states: ["status"], totals: [], pages: [], nextPage: null, clusterId: "cluster_id" },
    world: () => fixed ?? demoWorld(now(), startedAt),
    handle: async (request) => {
      if (request.headers.get("authorization") !== `Bearer ${API_KEY}`)
        return problem(401, "invalid_request_error", "invalid_api_key", "Invalid API key provided: CANARY-key");
      const { pathname } = new URL(request.url);
      const { clusters } = fake.world();
      const [, id] = /^\/v1\/compute\/clusters\/([^/]+)$/.exec(pathname) ?? [];
      const cluster = clusters.find((candidate) => candidate.cluster_id === id);
      if (request.method !== "GET") return problem(405, "invalid_request_error", null, "Method not allowed");
      if (pathname === "/v1/compute/clusters") return Response.json({ clusters });
      return cluster ? Response.json(cluster) : problem(404, "not_found_error", null, "Not found");
    },
  };
  return fake;
}

/** An error as its specification describes it. */
function problem(status: number, type: string, code: string | null, message: string): Response {
  return Response.json({ error: { message, type, param: null, code } }, { status });
}
