import { providers } from "@/lib/server/providers/registry";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { Provider } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";

/** How many clusters all providers' fakes have together, so that no test has to change when a provider is added. */
export async function fleetSize(): Promise<number> {
  const sizes = await Promise.all(providers.map(countClusters));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function countClusters(provider: Provider): Promise<number> {
  const fake = provider.createFake({ now: Date.now, startedAt: Date.now(), isUnlimited: true });
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(`The fake of ${provider.label} has wrong settings.`);
  const http = httpOverFake(fake, Date.now, new URL(parsed.baseUrl).pathname.replace(/\/$/, ""));
  const { clusters } = await parsed.connect({ http, now: Date.now }).readFleet(new AbortController().signal);
  return clusters.length;
}
