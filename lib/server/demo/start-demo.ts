import "server-only";
import { usdMicros } from "@/lib/domain/money/cost";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ConfiguredChannel } from "../configuration/alerts/configured-alerts";
import type { AccountConfiguration, Budget } from "../configuration/configuration";
import { settingsOfFake } from "../providers/settings";
import type { Provider, ProviderFake } from "../providers/spec";
import { demoChannels } from "./inbox/demo-channels";
import { createDemoInbox, type DemoInbox } from "./inbox/demo-inbox";
import { serveFakes } from "./serve-fakes";

const MICROS_PER_USD = 1_000_000;
const FLEET_USD_PER_MONTH = 1_000_000;

export interface Demo {
  accounts: AccountConfiguration[];
  /** One for the whole fleet, and those that providers' fakes name. */
  budgets: Budget[];
  /** Channels of every kind, whose messages end in the inbox. */
  channels: ConfiguredChannel[];
  inbox: DemoInbox;
  /** Whether the made-up machine at this address answers: the address belongs to nobody and is never tried. */
  answers: (host: string) => boolean;
  close: () => Promise<void>;
}

/**
 * Starts a made-up fleet with one account per provider. The fakes are served over real HTTP on a loopback port, so that
 * the adapters run unchanged.
 */
export async function startDemo(
  providers: readonly Provider[],
  now: () => EpochMs,
  pollIntervalMs: number,
): Promise<Demo> {
  const startedAt = now();
  const fakes = new Map<Provider, ProviderFake>(
    providers.map((provider) => [provider, provider.createFake({ now, startedAt, incidents: true })]),
  );
  const served = await serveFakes({
    fakes: Object.fromEntries([...fakes].map(([provider, fake]) => [provider.id, fake])),
    port: 0,
  });
  return {
    accounts: [...fakes].map(([provider, fake]) =>
      demoAccount(provider, fake, served.urlOf(provider.id), pollIntervalMs),
    ),
    budgets: [
      budgetOf({}, FLEET_USD_PER_MONTH),
      ...[...fakes].flatMap(([{ id }, { usdPerMonth }]) =>
        usdPerMonth === undefined ? [] : [budgetOf({ provider: id }, usdPerMonth)],
      ),
    ],
    channels: demoChannels(),
    inbox: createDemoInbox(now),
    answers: (host) => ![...fakes.values()].some((fake) => fake.isSilent?.(host)),
    close: served.close,
  };
}

function budgetOf(match: Budget["match"], usdPerMonth: number): Budget {
  return { match, usdMicrosPerMonth: usdMicros(usdPerMonth * MICROS_PER_USD) };
}

function demoAccount(
  provider: Provider,
  fake: ProviderFake,
  baseUrl: string,
  pollIntervalMs: number,
): AccountConfiguration {
  const settings = settingsOfFake(provider, fake, baseUrl);
  const parsed = provider.parse(settings);
  if (!parsed.ok)
    throw new Error(`The demo's settings for ${provider.label} are wrong: ${JSON.stringify(parsed.issues)}`);
  const { ok: _, ...connection } = parsed;
  return {
    ...{ id: provider.id, source: { kind: "demo" }, paused: null, retired: null },
    ...{ label: fake.accountLabel ?? provider.label, provider, settings },
    ...connection,
    pollIntervalMs,
    requestsPerMinute: provider.requestsPerMinute,
    reachability: fake.isSilent !== undefined,
  };
}
