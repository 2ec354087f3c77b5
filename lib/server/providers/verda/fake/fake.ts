import "server-only";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { clusterBody, spotBody, type WireObject } from "./bodies";
import { createTokens, refusal } from "./tokens";

const CLIENT_ID = "CANARY-client-id";
const CLIENT_SECRET = "verda-fake-secret";

export interface VerdaWorld {
  clusters: WireObject[];
  instances: WireObject[];
  balance: WireObject;
}

export interface VerdaFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => VerdaWorld;
  /** From now on, tokens that were issued before are refused. */
  revokeTokens: () => void;
}

export function createVerdaFake({ now, startedAt, fleet }: FakeOptions): VerdaFake {
  const world = fleet ? uniformWorld(fleet, startedAt) : demoWorld(startedAt);
  const tokens = createTokens(now, CLIENT_ID, CLIENT_SECRET);
  const fake: VerdaFake = {
    apiKey: CLIENT_SECRET,
    settings: { clientId: CLIENT_ID },
    basePath: "/v1",
    wire: { states: ["status"], totals: [], pages: [], nextPage: null, credentials: ["access_token"] },
    world: () => world,
    revokeTokens: tokens.revokeAll,
    handle: async (request) => {
      const call = `${request.method} ${new URL(request.url).pathname}`;
      if (call === "POST /v1/oauth2/token") return tokens.issue(request);
      if (!tokens.isValid(request.headers.get("authorization")))
        return refusal(401, "unauthorized_request", "Access token is invalid or has expired");
      const { clusters, instances, balance } = fake.world();
      switch (call) {
        case "GET /v1/clusters":
          return Response.json(clusters);
        case "GET /v1/instances":
          return Response.json(instances);
        case "GET /v1/balance":
          return Response.json(balance);
        default:
          return refusal(404, "not_found", "Not found");
      }
    },
  };
  return fake;
}

/** A cluster that trains, and an instance on spot. */
function demoWorld(startedAt: EpochMs): VerdaWorld {
  return {
    clusters: [clusterBody({ key: 1, hostname: "verda-pretrain", workers: 4, createdAt: startedAt - 6 * DAY_MS })],
    instances: [spotBody(startedAt - 20 * HOUR_MS)],
    balance: { amount: 68_214.55, currency: "usd" },
  };
}

/** Many running clusters for measurements. */
function uniformWorld(size: { clusters: number; nodesPerCluster: number }, startedAt: EpochMs): VerdaWorld {
  const clusters = Array.from({ length: size.clusters }, (_, index) =>
    clusterBody({
      ...{ key: index + 1, hostname: `cluster-${String(index + 1).padStart(4, "0")}` },
      ...{ workers: size.nodesPerCluster, createdAt: startedAt - HOUR_MS },
    }),
  );
  return { clusters, instances: [], balance: { amount: 68_214.55, currency: "usd" } };
}
