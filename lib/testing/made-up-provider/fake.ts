import "server-only";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";

type Machine = Record<string, unknown> & { id: string };

const API_KEY = "mum_demo0key";
const PAGE = 20;

export function createMadeUpFake({ fleet }: FakeOptions): ProviderFake {
  const machines: Machine[] = Array.from({ length: fleet?.clusters ?? 12 }, (_, index) => ({
    id: `met-${index + 1}`,
    phase: index === 1 ? "broken" : "up",
    note: index === 1 ? `Its agent was started with ${API_KEY}` : null,
    gpus: 8,
    usd_per_hour: "12.50",
    owner: "CANARY-owner",
  }));
  return {
    apiKey: API_KEY,
    settings: { team: "demo" },
    basePath: "/v1",
    wire: { states: ["phase"], totals: [], pages: ["after"], nextPage: "after" },
    handle: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (request.headers.get("x-made-up-key") !== API_KEY) return Response.json({}, { status: 401 });
      if (pathname !== "/v1/demo/machines") return Response.json({}, { status: 404 });
      return request.method === "POST"
        ? create(machines, await request.json())
        : list(machines, searchParams.get("after"));
    },
  };
}

function list(machines: readonly Machine[], after: string | null): Response {
  const from = machines.findIndex(({ id }) => id === after) + 1;
  const page = machines.slice(from, from + PAGE);
  const isLast = from + PAGE >= machines.length;
  return Response.json({ machines: page, ...(!isLast && { after: page.at(-1)?.id }) });
}

function create(machines: Machine[], order: { id: string; gpus?: number }): Response {
  if (machines.some(({ id }) => id === order.id)) return Response.json({}, { status: 409 });
  const machine = { id: order.id, phase: "booting", gpus: order.gpus ?? 1, usd_per_hour: "12.50" };
  machines.push(machine);
  return Response.json(machine, { status: 201 });
}
