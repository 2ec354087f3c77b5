import "server-only";
import type { Registry } from "prom-client";
import { type Family, labelText, sample } from "../format/family";

const TYPES: Readonly<Record<string, Family["type"]>> = {
  counter: "counter",
  gauge: "gauge",
  histogram: "histogram",
  summary: "summary",
};

/** What there is now, by the label that names it. */
export type Existing = Readonly<Record<"account" | "channel", ReadonlySet<string>>>;

/**
 * What prom-client has counted, except for accounts and channels that are gone. Its own writer knows no units, and after one answer as
 * OpenMetrics its counters keep other names.
 */
export async function registeredFamilies(registry: Registry, existing: Existing): Promise<Family[]> {
  const families: Family[] = [];
  for (const { name, help, type, values } of await registry.getMetricsAsJSON()) {
    const samples: string[] = [];
    for (const value of values) {
      if (isGone(value.labels, existing)) continue;
      const labels = Object.entries(value.labels).map(([key, text]) => [key, labelOf(key, text)]);
      const own = "metricName" in value && typeof value.metricName === "string" ? value.metricName : name;
      samples.push(sample(own, labelText(Object.fromEntries(labels)), value.value));
    }
    families.push({ name, type: TYPES[String(type)] ?? "gauge", help, samples });
  }
  return families;
}

function isGone({ account, channel }: Partial<Record<string, string | number>>, existing: Existing): boolean {
  const isOfGoneAccount = account !== undefined && !existing.account.has(String(account));
  return isOfGoneAccount || (channel !== undefined && !existing.channel.has(String(channel)));
}

/** Bounds of buckets are written as decimal numbers, so that both formats name the same series. */
function labelOf(name: string, value: string | number | undefined): string {
  const isBound = (name === "le" || name === "quantile") && typeof value === "number" && Number.isInteger(value);
  return isBound ? value.toFixed(1) : String(value ?? "");
}
