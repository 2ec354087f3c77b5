import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { createGate } from "@/lib/server/providers/http/gate";
import { createProviderHttp } from "@/lib/server/providers/http/http";
import type { FleetReading, Provider, ProviderClient } from "@/lib/server/providers/spec";

/** What a provider really answered somebody, by method and path: "GET /v1/clusters". `$status` is 200 where it is left out. */
export interface AnsweredCase {
  answers: Readonly<Record<string, object>>;
}

const NOW = Date.UTC(2026, 9, 1);
const signal = new AbortController().signal;

/** A client of the adapter that gets these answers. A path that has none is answered with 404. */
export function connectToCase(
  provider: Provider,
  { answers }: AnsweredCase,
  settings: Record<string, string> = {},
): ProviderClient {
  const parsed = provider.parse({ [provider.key.setting]: "key-of-a-test", ...settings });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const http = createProviderHttp({
    ...{
      providerLabel: provider.label,
      baseUrl: parsed.baseUrl,
      now: () => NOW,
      random: () => 0,
      sleep: async () => {},
    },
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(4) },
    outbound: {
      send: async (url, { method }) => answerOf(answers[`${method} ${url.pathname}`]),
      proxyNameFor: () => null,
    },
  });
  return parsed.connect({ http, now: () => NOW });
}

/**
 * What an adapter reads from these answers: the fleet with what is asked beside it, so at its second reading, and each cluster with
 * its details.
 */
export async function readCase(
  ...[provider, answered, settings]: Parameters<typeof connectToCase>
): Promise<{ fleet: FleetReading; clusters: ClusterReading[] }> {
  const client = connectToCase(provider, answered, settings);
  await client.readFleet(signal);
  // What is asked beside a reading is answered by now.
  await new Promise((resolve) => setImmediate(resolve));
  const fleet = await client.readFleet(signal);
  const clusters = await Promise.all(
    fleet.clusters.map((cluster) => (cluster.depth === "summary" ? client.readDetails?.(cluster, signal) : cluster)),
  );
  return { fleet, clusters: clusters.flatMap((cluster) => cluster ?? []) };
}

function answerOf(answer: object | undefined): Response {
  if (answer === undefined) return new Response(null, { status: 404 });
  if (Array.isArray(answer)) return Response.json(answer);
  const { $status: status = 200, ...body } = { $status: undefined, ...answer };
  return Response.json(body, { status });
}
