import "server-only";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import type { WireObject } from "./bodies";
import { demoWorld, uniformWorld, type VastWorld } from "./fleet";
import { listInstances } from "./list";
import { PRIVATE_USER_FIELDS } from "./private-fields";
import { createRequestLimit } from "./request-limit";

const API_KEY = "vast-fake-key";
const KEY_ID = 98_001;

export interface VastFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => VastWorld;
}

export function createVastFake({ now, startedAt, fleet, isUnlimited = false }: FakeOptions): VastFake {
  const fixed = fleet ? uniformWorld(fleet, startedAt) : null;
  const refusal = createRequestLimit(now);
  const fake: VastFake = {
    apiKey: API_KEY,
    basePath: "/api",
    wire: {
      states: ["actual_status", "cur_state", "intended_status", "next_state"],
      totals: ["total_instances"],
      pages: ["after_token"],
      nextPage: "next_token",
      openGroups: ["ports"],
    },
    world: () => fixed ?? demoWorld(now(), startedAt),
    handle: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const endpoint = `${request.method} ${pathname.replace(/\/$/, "")}`;
      if (request.headers.get("authorization") !== `Bearer ${API_KEY}`) {
        return Response.json({ success: false, error: "auth_error", msg: "Invalid user key" }, { status: 401 });
      }
      const tooFrequent = isUnlimited ? null : refusal(endpoint);
      if (tooFrequent !== null) return tooFrequent;
      const { instances } = fake.world();
      switch (endpoint) {
        case "GET /api/v1/instances":
          return listInstances(instances, searchParams);
        case "GET /api/v0/instances":
          return Response.json({ success: false, error: "gone", msg: "Use /api/v1/instances" }, { status: 410 });
        case "GET /api/v0/users/current":
          return Response.json({ id: 77_001, key_id: KEY_ID, credit: 1_642.31, balance: 0, ...PRIVATE_USER_FIELDS });
        case "GET /api/v0/auth/apikeys":
          return Response.json({ apikeys: [{ id: KEY_ID, user_id: 77_001, rights: "read", key: "CANARY-key" }] });
        case "GET /api/v0/charges":
          return Response.json(chargesBody(instances, now() / SECOND_MS));
        default:
          return Response.json({ success: false, error: "not_found", msg: "Not Found" }, { status: 404 });
      }
    },
  };
  return fake;
}

/** What each instance has cost since it began, with traffic that its price does not hold. */
function chargesBody(instances: readonly WireObject[], seconds: number): WireObject {
  const results = instances.map(({ id, label, start_date, instance }) => {
    const start = Number(start_date);
    const hours = ((seconds - start) * SECOND_MS) / HOUR_MS;
    const { totalHour = 0 } = { ...(typeof instance === "object" ? instance : {}) };
    const amount = Math.round(hours * Number(totalHour) * 1.004 * 1_000) / 1_000;
    return {
      ...{ start: Math.floor(start), end: Math.floor(seconds), type: "instance", source: `instance-${id}`, amount },
      ...{ description: `Instance ${id} Charges`, metadata: { label }, items: [] },
    };
  });
  return { success: true, count: results.length, total: results.length, next_token: null, results };
}
