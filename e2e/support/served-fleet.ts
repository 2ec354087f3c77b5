import { type Fault, withFault } from "@/lib/server/demo/faults";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { createFireworksFake } from "@/lib/server/providers/fireworks/fake/fake";
import { createPrimeIntellectFake } from "@/lib/server/providers/prime-intellect/fake/fake";
import { providers } from "@/lib/server/providers/registry";
import { createShadeformFake } from "@/lib/server/providers/shadeform/fake/fake";
import type { FakeOptions, ProviderFake } from "@/lib/server/providers/spec";
import { createTensorOneFake } from "@/lib/server/providers/tensorone/fake/fake";

export type Fakes = ReturnType<typeof createFakes>;

/** Every provider's fake, over HTTP. */
export interface ServedFleet {
  /** By provider id: a test that replaces a fake's `world` changes what the provider answers from now on. */
  fakes: Fakes;
  /** What the app must be given to read this fleet. */
  environment: Record<string, string>;
  /** What is wrong with that provider from now on; "ok" mends it. */
  setFault(providerId: string, fault: Fault): void;
  /** From now on no account holds anything. */
  empty(): void;
  /** Moves the fakes' clock on, and with it the story they tell. */
  advance(milliseconds: number): void;
  /** New fakes, whose story begins now. */
  beginAnew(): void;
  close(): Promise<void>;
}

export async function serveFleet(): Promise<ServedFleet> {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const faults = new Map<string, Fault>();
  const fakes = createFakes({ now, startedAt: now() });
  const fakesById: Readonly<Record<string, ProviderFake>> = fakes;
  const served = await serveFakes({
    fakes: Object.fromEntries(
      Object.entries(fakesById).map(([id, fake]) => {
        const presentFake = { ...fake, handle: async (request: Request) => (fakesById[id] ?? fake).handle(request) };
        return [id, withFault(presentFake, () => faults.get(id) ?? "ok")];
      }),
    ),
    port: 0,
  });

  const environment: Record<string, string> = { CLUSTERDECK_REQUESTS_PER_MINUTE: "10000" };
  for (const provider of providers) {
    const fake = fakesById[provider.id];
    if (fake === undefined) throw new Error(`The served fleet has no fake of ${provider.label}.`);
    const settings = { ...fake.settings, apiKey: fake.apiKey, baseUrl: served.urlOf(provider.id) };
    for (const [setting, value] of Object.entries(settings)) {
      const variable = provider.environment[setting];
      if (variable !== undefined) environment[variable] = value;
    }
  }
  return {
    fakes,
    environment,
    setFault: (providerId, fault) => faults.set(providerId, fault),
    empty: () => {
      fakes.fireworks.world = () => ({ clusters: [], deployments: [], shards: {}, quotas: [] });
      fakes["prime-intellect"].world = () => [];
      fakes.shadeform.world = () => ({ clusters: [], instances: [] });
      fakes.tensorone.world = () => [];
    },
    advance: (milliseconds) => {
      aheadMs += milliseconds;
    },
    beginAnew: () => Object.assign(fakes, createFakes({ now, startedAt: now() })),
    close: served.close,
  };
}

function createFakes(options: FakeOptions) {
  const tensorone = createTensorOneFake(options);
  // The free plan allows a reading every 72 s: too few for a test that waits for one.
  tensorone.hourlyReads = Number.MAX_SAFE_INTEGER;
  return {
    fireworks: createFireworksFake(options),
    "prime-intellect": createPrimeIntellectFake(options),
    shadeform: createShadeformFake(options),
    tensorone,
  };
}
