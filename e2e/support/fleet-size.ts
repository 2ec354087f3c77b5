import { machinesOf, sharedMachines } from "@/lib/domain/cluster/shared/shared-machines";
import { isShownElsewhere } from "@/lib/domain/cluster/shared/shown-elsewhere";
import { providers } from "@/lib/server/providers/registry";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { Provider } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";

/** How many clusters all providers' fakes have together, so that no test has to change when a provider is added. */
export async function fleetSize(): Promise<number> {
  const fleets = await Promise.all(providers.map(readFake));
  return fleets.flat().length;
}

/** How many of them are shown as clusters of their own, and not among the nodes of another. */
export async function shownSize(): Promise<number> {
  const fleets = await Promise.all(providers.map(readFake));
  const machines = fleets.map((readings, index) => machinesOf(providers[index]?.id ?? "", readings));
  const shown = fleets.map((readings, index) =>
    readings.filter((reading) => {
      const sharedWith = sharedMachines(providers[index]?.id ?? "", reading.providerClusterId, machines);
      return !isShownElsewhere({ ...reading, sharedWith });
    }),
  );
  return shown.flat().length;
}

async function readFake(provider: Provider) {
  const fake = provider.createFake({ now: Date.now, startedAt: Date.now(), isUnlimited: true });
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(`The fake of ${provider.label} has wrong settings.`);
  const http = httpOverFake(fake, Date.now, new URL(parsed.baseUrl).pathname.replace(/\/$/, ""));
  return (await parsed.connect({ http, now: Date.now }).readFleet(new AbortController().signal)).clusters;
}
