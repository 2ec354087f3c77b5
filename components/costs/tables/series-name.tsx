import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";
import type { CostSeries } from "@/lib/contract/costs";

const RETIRED = "(retired)";

/** The name of a series: for a cluster that still has a page, the link to it. It says that an account is retired. */
export function SeriesName({ series, label }: { series: CostSeries | undefined; label: string }) {
  const { clusterHref } = useFleetSource();
  // The label of a retired account says so itself.
  if (series?.retired && !label.endsWith(RETIRED)) return `${label} ${RETIRED}`;
  if (!series?.hasPage) return label;
  return (
    <Link href={clusterHref(series.key)} className="text-accent hover:underline">
      {label}
    </Link>
  );
}
