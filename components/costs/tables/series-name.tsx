import { useFleetSource } from "@/components/status/source/fleet-source";
import { Link } from "@/components/ui/link/link";
import type { CostSeries } from "@/lib/contract/costs";

/** The name of a series: for a cluster that still has a page, the link to it. */
export function SeriesName({ series, label }: { series: CostSeries | undefined; label: string }) {
  const { clusterHref } = useFleetSource();
  if (!series?.hasPage) return label;
  return (
    <Link href={clusterHref(series.key)} className="text-accent hover:underline">
      {label}
    </Link>
  );
}
