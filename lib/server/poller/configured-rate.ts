import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import { timesRate } from "@/lib/domain/money/cost";
import type { Rate } from "@/lib/domain/money/rate";
import type { ConfiguredRate } from "../configuration/configuration";

export interface RatedAccount {
  id: string;
  provider: string;
}

/** The reading with the first configured rate that matches it, if the provider gives no price. */
export function withConfiguredRate(
  reading: ClusterReading,
  account: RatedAccount,
  rates: readonly ConfiguredRate[],
): ClusterReading {
  if (reading.rate.usdMicrosPerHour !== null) return reading;
  const configured = rates.find(({ match }) => matches(match, reading, account));
  const usdMicrosPerHour = configured && priceOf(configured, reading);
  if (!usdMicrosPerHour) return reading;
  const isOver = reading.status === "terminating" || reading.status === "terminated";
  const rate: Rate = {
    usdMicrosPerHour: isOver ? timesRate(usdMicrosPerHour, 0) : usdMicrosPerHour,
    source: "configured",
    billing: isOver ? "none" : "full",
    note: reading.rate.note,
  };
  return { ...reading, rate };
}

function matches(match: ConfiguredRate["match"], reading: ClusterReading, account: RatedAccount): boolean {
  return (
    match.provider === account.provider &&
    (match.account === undefined || match.account === account.id) &&
    (match.cluster === undefined || match.cluster === reading.providerClusterId || match.cluster === reading.name) &&
    (match.gpuModel === undefined || match.gpuModel === reading.gpuModel)
  );
}

function priceOf({ price }: ConfiguredRate, { gpuCount }: ClusterReading) {
  if (price.per === "cluster") return price.usdMicrosPerHour;
  return gpuCount === null ? null : timesRate(price.usdMicrosPerHour, gpuCount);
}
