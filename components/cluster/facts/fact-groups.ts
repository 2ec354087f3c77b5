import type { ClusterDetail } from "@/lib/contract/cluster";

type Fact = ClusterDetail["facts"][0];

export interface FactGroup {
  title: string;
  facts: Fact[];
}

/** Facts by heading: general ones first, then the groups in order of first appearance. */
export function factGroups(facts: readonly Fact[]): FactGroup[] {
  const groups = Map.groupBy(facts, ({ group }) => group);
  const general = groups.get(null) ?? [];
  const named = [...groups].flatMap(([title, grouped]) => (title === null ? [] : [{ title, facts: grouped }]));
  return general.length === 0 ? named : [{ title: "Facts", facts: general }, ...named];
}
