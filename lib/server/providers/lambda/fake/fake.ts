import "server-only";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { typeMap } from "./types";
import { demoWorld, type LambdaWorld, uniformWorld } from "./world";

const API_KEY = "secret_clusterdeck-demo_0123456789abcdef0123456789abcdef.0123456789abcdefGHIJKLMNOPQRSTUV";

export interface LambdaFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => LambdaWorld;
  /** With what code every request is refused; `null` while none is. */
  refusal: { status: number; code: string } | null;
}

export function createLambdaFake({ now, fleet, isUnlimited = false }: FakeOptions): LambdaFake {
  const fixed = fleet ? uniformWorld(fleet) : demoWorld();
  let lastAt: EpochMs = Number.NEGATIVE_INFINITY;
  const isTooEarly = () => {
    const elapsedMs = now() - lastAt;
    lastAt = now();
    return !isUnlimited && elapsedMs < SECOND_MS;
  };
  const fake: LambdaFake = {
    apiKey: API_KEY,
    basePath: "/api/v1",
    wire: { states: ["status"], totals: [], pages: [], nextPage: null, groupings: ["tags"] },
    world: () => fixed,
    refusal: null,
    handle: async (request) => {
      if (isTooEarly()) return refused(429, "global/too-many-requests");
      if (!hasKey(request.headers.get("authorization"))) return refused(401, "global/invalid-api-key");
      if (fake.refusal) return refused(fake.refusal.status, fake.refusal.code);
      switch (`${request.method} ${new URL(request.url).pathname}`) {
        case "GET /api/v1/instances":
          return Response.json({ data: fake.world().instances });
        case "GET /api/v1/instance-types":
          return Response.json({ data: typeMap() });
        default:
          return refused(404, "global/not-found");
      }
    },
  };
  return fake;
}

/** As a bearer, or as the user of a login without a password. */
function hasKey(authorization: string | null): boolean {
  return authorization === `Bearer ${API_KEY}` || authorization === `Basic ${btoa(`${API_KEY}:`)}`;
}

function refused(status: number, code: string): Response {
  return Response.json({ error: { code, message: "CANARY-message", suggestion: "CANARY-suggestion" } }, { status });
}
