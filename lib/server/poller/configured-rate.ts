import "server-only";
import type { ClusterReading } from "@/lib/domain/cluster/cluster";
import type { OthersBill } from "@/lib/domain/cluster/shared/others-bill";
import { timesRate } from "@/lib/domain/money/cost";
import type { Rate } from "@/lib/domain/money/rate";
import type { ConfiguredRate } from "../configuration/configuration";

export interface RatedAccount {
  id: string;
  provider: string;
}

/** The reading with the first configured rate that matches it, if the provider gives no price and nobody else pays for all of it. */
export function withConfiguredRate(
  reading: ClusterReading,
  account: RatedAccount,
  rates: readonly ConfiguredRate[],
  othersBills: readonly OthersBill[] = [],
): ClusterReading {
  if (reading.rate.usdMicrosPerHour !== null) return reading;
  if (othersBills.length > 0 && reading.rate.billing === "none") return reading;
  const configured = rates.find(({ match }) => matches(match, reading, account));
  const usdMicrosPerHour = configured && priceOf(configured, reading, othersBills);
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

function priceOf({ price }: ConfiguredRate, { gpuCount }: ClusterReading, othersBills: readonly OthersBill[]) {
  if (price.per === "cluster") return price.usdMicrosPerHour;
  const others = othersBills.reduce((sum, { gpus }) => sum + gpus, 0);
  return gpuCount === null ? null : timesRate(price.usdMicrosPerHour, Math.max(0, gpuCount - others));
}
