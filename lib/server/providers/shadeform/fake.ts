import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { demoWorld, type ShadeformWorld, uniformWorld } from "./fake-fleet";

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
    world: () => fixed ?? demoWorld(now(), startedAt),
    handle: async (request) => {
      if (request.headers.get("x-api-key") !== API_KEY)
        return Response.json({ message: "Invalid API key" }, { status: 401 });
      const { clusters, instances } = fake.world();
      switch (`${request.method} ${new URL(request.url).pathname}`) {
        case "GET /v1/clusters":
          return Response.json({ clusters });
        case "GET /v1/instances":
          return Response.json({ instances });
        default:
          return new Response("404 page not found", { status: 404 });
      }
    },
  };
  return fake;
}
