import { type Fault, withFault } from "@/lib/server/demo/faults";
import { type ServedFakes, serveFakes } from "@/lib/server/demo/serve-fakes";
import { providers } from "@/lib/server/providers/registry";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { FakeOptions, Provider, ProviderFake } from "@/lib/server/providers/spec";
import { type FakesOf, fakesOf } from "@/lib/testing/fakes-of";

export type Fakes = FakesOf<typeof providers>;

export interface ProviderCall {
  providerId: string;
  method: string;
  path: string;
}

/** Every provider's fake, over HTTP. */
export interface ServedFleet<Served = Fakes> extends AsyncDisposable {
  /** By provider id: a test that replaces a fake's `world` changes what the provider answers from now on. */
  fakes: Served;
  /** The environment with which the app reads this fleet. */
  environment: Record<string, string>;
  /** Sets what is wrong with that provider from now on; "ok" ends the fault. */
  setFault(providerId: string, fault: Fault): void;
  /** From now on no account has any clusters. */
  empty(): void;
  /** Advances the fakes' clock, and with it the story that they tell. */
  advance(milliseconds: number): void;
  /** New fakes, whose story begins now. */
  beginAnew(): void;
  /**
   * Serves the same fleet once more, at addresses of its own, and tells of each call that comes there. Returns the
   * environment with which an app reads it there.
   */
  serveApart(onCall: (call: ProviderCall) => void): Promise<Record<string, string>>;
}

/** The fleet of all providers that Clusterdeck knows. */
export function serveFleet(): Promise<ServedFleet> {
  return serveFleetOf(providers);
}

/** The fleet of these providers. */
export async function serveFleetOf<const Registry extends readonly Provider[]>(
  registry: Registry,
): Promise<ServedFleet<FakesOf<Registry>>> {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const faults = new Map<string, Fault>();
  const createFakes = (options: Pick<FakeOptions, "fleet"> = {}) =>
    fakesOf(registry, { now, startedAt: now(), isUnlimited: true, ...options });
  const fakes = createFakes();
  const fakesById: Readonly<Record<string, ProviderFake>> = fakes;
  const served: ServedFakes[] = [];
  const serve = async (onCall: (call: ProviderCall) => void): Promise<Record<string, string>> => {
    const entries = Object.entries(fakesById).map(([id, fake]) => {
      const handle = async (request: Request) => {
        onCall({ providerId: id, method: request.method, path: new URL(request.url).pathname });
        return (fakesById[id] ?? fake).handle(request);
      };
      return [id, withFault({ ...fake, handle }, () => faults.get(id) ?? "ok")];
    });
    const one = await serveFakes({ fakes: Object.fromEntries(entries), port: 0 });
    served.push(one);
    const environment: Record<string, string> = { CLUSTERDECK_REQUESTS_PER_MINUTE: "10000" };
    for (const provider of registry) {
      const fake = fakesById[provider.id];
      if (fake === undefined) continue;
      for (const [setting, value] of Object.entries(settingsOfFake(provider, fake, one.urlOf(provider.id)))) {
        const variable = provider.fields[setting]?.variable;
        if (variable !== undefined) environment[variable] = value;
      }
    }
    return environment;
  };
  return {
    fakes,
    environment: await serve(() => {}),
    setFault: (providerId, fault) => faults.set(providerId, fault),
    empty: () => Object.assign(fakes, createFakes({ fleet: { clusters: 0, nodesPerCluster: 0 } })),
    advance: (milliseconds) => {
      aheadMs += milliseconds;
    },
    beginAnew: () => Object.assign(fakes, createFakes()),
    serveApart: serve,
    [Symbol.asyncDispose]: async () => {
      for (const one of served) await one.close();
    },
  };
}
