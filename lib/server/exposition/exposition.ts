import "server-only";
import type { RuleId, RuleSettings } from "@/lib/domain/alerts/rule";
import { meters, watchProcess } from "../meters";
import { alertFamilies, type CountedAlert } from "./families/alert-families";
import { buildFamilies } from "./families/build-families";
import { type PolledAccount, pollingFamilies } from "./families/polling-families";
import { registeredFamilies } from "./families/registered-families";
import { type Spend, spendFamilies } from "./families/spend-families";
import type { FleetParts } from "./fleet-parts";
import { ENDING, type Family, type Format, writeFamily } from "./format/family";
import { gzipPart, joinGzip } from "./format/gzip-in-parts";

/** What a scraper asked for. */
export interface Scrape {
  format: Format;
  hasNodes: boolean;
  coding: "gzip" | "identity";
}

/** What is written anew for each scrape, since it changes all the time and is little. */
export interface LiveFacts {
  build: { version: string; commit: string | null };
  accounts: readonly PolledAccount[];
  spends: readonly Spend[];
  /** `null` while that is not known, because the store is not open. */
  alerts: {
    open: readonly CountedAlert[];
    rules: Readonly<Record<RuleId, RuleSettings>>;
    /** Those that messages should reach. */
    channelIds: readonly string[];
  } | null;
}

/** Everything that `/api/metrics` says, as one scraper asked for it. */
export async function writeExposition(
  { clusters, nodes }: FleetParts,
  facts: LiveFacts,
  { format, hasNodes, coding }: Scrape,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = hasNodes ? [clusters, nodes] : [clusters];
  const live = `${(await liveFamilies(facts)).map((family) => writeFamily(family, format)).join("")}${ENDING[format]}`;
  if (coding === "identity") {
    const texts = await Promise.all(parts.map((part) => part.text(format)));
    return new Uint8Array(Buffer.from(`${texts.join("")}${live}`));
  }
  const compressed = await Promise.all(parts.map((part) => part.gzip(format)));
  return new Uint8Array(joinGzip([...compressed, await gzipPart(live)]));
}

async function liveFamilies({ build, accounts, spends, alerts }: LiveFacts): Promise<Family[]> {
  watchProcess();
  const channelIds = alerts?.channelIds ?? [];
  meters().beginCounting({ accounts: accounts.filter(({ isLed }) => isLed).map(({ id }) => id), channels: channelIds });
  const existing = { account: new Set(accounts.map(({ id }) => id)), channel: new Set(channelIds) };
  return [
    ...buildFamilies(build),
    ...spendFamilies(spends),
    ...(alerts === null ? [] : alertFamilies(alerts.open, alerts.rules)),
    ...pollingFamilies(accounts),
    ...(await registeredFamilies(meters().registry, existing)),
  ];
}
