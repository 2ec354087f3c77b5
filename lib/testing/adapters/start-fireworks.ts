import { expect } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { createFireworksFake } from "@/lib/server/providers/fireworks/fake/fake";
import { fireworks } from "@/lib/server/providers/fireworks/index";
import { httpOverFake } from "../http-over-fake";

export const STARTED_AT = Date.UTC(2026, 0, 2);

type Story = Omit<Parameters<typeof createFireworksFake>[0], "now" | "startedAt"> & { key?: string };

/**
 * Fireworks' fake and a client of it, with the clock that both follow and the calls below the account, in their order. It has the
 * demo's clusters; a test that wants a deployment on Fireworks' own machines adds one.
 */
export function startFireworks({ key, ...story }: Story = {}) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createFireworksFake({ now, startedAt: STARTED_AT, ...story });
  const { world } = fake;
  fake.world = () => ({ ...world(), deployments: world().deployments.filter(({ cluster }) => cluster !== undefined) });
  const calls: string[] = [];
  const { handle } = fake;
  fake.handle = (request) => {
    calls.push(new URL(request.url).pathname.split("/").slice(4).join("/"));
    return handle(request);
  };
  const parsed = fireworks.parse({ ...fake.settings, apiKey: key ?? fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake), now });
  const signal = new AbortController().signal;
  /** The fleet so many minutes later, with details. */
  const readAt = async (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    const fleetReading = await client.readFleet(signal);
    const clusters = await Promise.all(
      fleetReading.clusters.map((cluster) =>
        cluster.depth === "summary" ? client.readDetails?.(cluster, signal) : cluster,
      ),
    );
    return clusters.map((cluster) => cluster ?? expect.fail("expected every listed cluster to have details"));
  };
  return { fake, clock, client, readAt, calls };
}
