import { meters } from "@/lib/server/meters";

/** What this process has counted under a name, by the values of the labels. */
export async function countsOf(name: string): Promise<(string | number | undefined)[][]> {
  const metric = await meters().registry.getSingleMetric(name)?.get();
  return (metric?.values ?? []).map(({ labels, value }) => [...Object.values(labels), value]);
}
