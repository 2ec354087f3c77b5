import { type Fault, withFault } from "@/lib/server/demo/faults";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { providers } from "@/lib/server/providers/registry";

/** Every provider's fake, over HTTP. */
export interface ServedFleet {
  /** What the app must be given to read this fleet. */
  environment: Record<string, string>;
  /** What is wrong with that provider from now on; "ok" mends it. */
  setFault(providerId: string, fault: Fault): void;
  /** Moves the fakes' clock on, and with it the story they tell. */
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

export async function serveFleet(): Promise<ServedFleet> {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const startedAt = now();
  const faults = new Map<string, Fault>();
  const fakes = providers.map((provider) => ({ provider, fake: provider.createFake({ now, startedAt }) }));
  const served = await serveFakes({
    fakes: Object.fromEntries(
      fakes.map(({ provider, fake }) => [provider.id, withFault(fake, () => faults.get(provider.id) ?? "ok")]),
    ),
    port: 0,
  });

  const environment: Record<string, string> = {};
  for (const { provider, fake } of fakes) {
    const settings = { ...fake.settings, apiKey: fake.apiKey, baseUrl: served.urlOf(provider.id) };
    for (const [setting, value] of Object.entries(settings)) {
      const variable = provider.environment[setting];
      if (variable !== undefined) environment[variable] = value;
    }
  }
  return {
    environment,
    setFault: (providerId, fault) => faults.set(providerId, fault),
    advance: (milliseconds) => {
      aheadMs += milliseconds;
    },
    close: served.close,
  };
}
