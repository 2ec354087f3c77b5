import type { Reading } from "@/components/status/live-cluster";
import { MARKS, type Mark } from "@/lib/domain/cluster/mark";
import { distinctNames } from "@/lib/domain/text/distinct-names";
import type { NamedAccount } from "@/lib/queries/stable-fleet";
import { countValues, type Facet } from "./fleet-filter";

export interface FacetChoice {
  value: string;
  label: string;
  count: number;
}

const MARK_LABELS: Record<Mark, string> = {
  down: "Down",
  degraded: "Degraded",
  unknown: "Unknown or stale",
  working: "Changing",
  "stopped-billed": "Stopped, billed",
  healthy: "Healthy",
  stopped: "Stopped",
};

/** The values of a facet that occur in the fleet: statuses worst first, everything else by name. */
export function facetChoices(
  facet: Facet,
  readings: readonly Reading[],
  accounts: ReadonlyMap<string, NamedAccount>,
): FacetChoice[] {
  const counts = countValues(readings, facet);
  if (facet === "status") {
    return MARKS.flatMap((mark) => {
      const count = counts.get(mark);
      return count === undefined ? [] : [{ value: mark, label: MARK_LABELS[mark], count }];
    });
  }
  const labels = labelsOf(facet, readings, accounts);
  return [...counts]
    .map(([value, count]) => ({ value, label: labels.get(value) ?? value, count }))
    .sort((left, right) => left.label.localeCompare(right.label));
}

function labelsOf(
  facet: Facet,
  readings: readonly Reading[],
  accounts: ReadonlyMap<string, NamedAccount>,
): Map<string, string> {
  const all = [...accounts.values()];
  if (facet === "provider") return new Map(all.map(({ provider, providerLabel }) => [provider, providerLabel]));
  if (facet === "account") return new Map(all.map(({ id, label }) => [id, label]));
  if (facet !== "region") return new Map();
  const regions = new Map(readings.flatMap(({ cluster: { region } }) => (region ? [[region.id, region.label]] : [])));
  const items = [...regions].map(([id, label]) => ({ key: id, name: label, marks: [id], id }));
  return new Map([...regions, ...distinctNames(items)]);
}
