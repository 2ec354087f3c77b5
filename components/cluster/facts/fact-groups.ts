import type { ClusterDetail } from "@/lib/contract/cluster";

type Fact = ClusterDetail["facts"][0];

export interface FactGroup {
  title: string;
  facts: Fact[];
}

/** Facts by the heading they stand under: first what describes the cluster as such, then the groups as they first come. */
export function factGroups(facts: readonly Fact[]): FactGroup[] {
  const groups = Map.groupBy(facts, ({ group }) => group);
  const general = groups.get(null) ?? [];
  const named = [...groups].flatMap(([title, grouped]) => (title === null ? [] : [{ title, facts: grouped }]));
  return general.length === 0 ? named : [{ title: "Facts", facts: general }, ...named];
}
