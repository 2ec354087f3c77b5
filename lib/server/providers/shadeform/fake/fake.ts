import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { demoWorld, type ShadeformWorld, uniformWorld } from "./fleet";
import { isSilentAddress } from "./stories";
import { typeBodies } from "./types";

const API_KEY = "shadeform-fake-key";

export interface ShadeformFake extends ProviderFake {
  /** What the account holds now. Tests replace it to tell a story of their own. */
  world: () => ShadeformWorld;
}

export function createShadeformFake({ now, startedAt, fleet }: FakeOptions): ShadeformFake {
  const fixed = fleet ? uniformWorld(fleet, startedAt) : null;
  const fake: ShadeformFake = {
    apiKey: API_KEY,
    basePath: "/v1",
    wire: { states: ["status"], totals: [], pages: [], nextPage: null },
    world: () => fixed ?? demoWorld(now(), startedAt),
    isSilent: (host) => isSilentAddress(host, startedAt, now()),
    handle: async (request) => {
      if (request.headers.get("x-api-key") !== API_KEY)
        return Response.json({ message: "Invalid API key" }, { status: 401 });
      const { pathname, searchParams } = new URL(request.url);
      const { clusters, instances, info = {} } = fake.world();
      const [, id] = /^\/v1\/instances\/([^/]+)\/info$/.exec(pathname) ?? [];
      const instance = request.method === "GET" ? instances.find((candidate) => candidate.id === id) : undefined;
      if (instance) return Response.json({ ...instance, ...info[String(instance.id)] });
      switch (`${request.method} ${pathname}`) {
        case "GET /v1/clusters":
          return Response.json({ clusters });
        case "GET /v1/instances":
          return Response.json({ instances });
        case "GET /v1/instances/types":
          return Response.json({ instance_types: typeBodies(searchParams.get("available") === "true") });
        default:
          return new Response("404 page not found", { status: 404 });
      }
    },
  };
  return fake;
}
