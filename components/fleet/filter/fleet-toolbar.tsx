"use client";

import { SearchField } from "@/components/shell/search-field";
import type { Reading } from "@/components/status/live-cluster";
import { useOperatorTools } from "@/components/status/source/operator-tools";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { sumRates } from "@/lib/domain/money/cost";
import { formatRate } from "@/lib/domain/money/format-usd";
import { formatCount, formatCounted } from "@/lib/domain/text/format";
import type { ChangeFleetView, FleetView } from "../use-fleet-view";
import { FacetFilter } from "./facet-filter";
import { FACETS, isFiltered, NO_FILTER } from "./fleet-filter";
import { LayoutSwitch } from "./layout-switch";
import { SortSelect } from "./sort-select";

interface FleetToolbarProps {
  /** `null` until they are known. */
  readings: readonly Reading[] | null;
  shown: readonly Reading[] | null;
  view: FleetView;
  onChange: ChangeFleetView;
}

/** Search, filters, sort order and layout. */
export function FleetToolbar({ readings, shown, view, onChange }: FleetToolbarProps) {
  const tools = useOperatorTools();
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <SearchField label="Search clusters" value={view.q} onChange={(q) => onChange({ q })} />
      <div className="flex min-w-0 items-center gap-2 max-lg:order-last max-sm:-mx-4 sm:max-lg:basis-full max-sm:w-screen max-sm:overflow-x-auto max-sm:px-4 max-sm:py-0.5">
        {readings ? (
          FACETS.map((facet) => (
            <FacetFilter key={facet} facet={facet} readings={readings} view={view} onChange={onChange} />
          ))
        ) : (
          <Skeleton className="h-8 w-96 max-w-full" />
        )}
      </div>
      {readings && shown && isFiltered(view) && (
        <p
          role="status"
          className="flex items-center gap-1 text-sm whitespace-nowrap text-muted max-sm:order-last max-sm:basis-full"
        >
          {formatCount(shown.length)} of {formatCounted(readings.length, "cluster")}
          {shownRate(shown)}
          <Button variant="ghost" onClick={() => onChange(NO_FILTER)}>
            Clear
          </Button>
          {tools && shown.length > 0 && <tools.Share scope={scopeOf(shown, view)} />}
        </p>
      )}
      <div className="ml-auto flex items-center gap-2">
        <SortSelect view={view} onChange={onChange} />
        <LayoutSwitch layout={view.view} onChange={(layout) => onChange({ view: layout })} />
      </div>
    </div>
  );
}

/** Whole accounts if only they were chosen, so that a link shows their future clusters too; otherwise what is shown. */
function scopeOf(shown: readonly Reading[], view: FleetView) {
  const { account, ...others } = view;
  if (account.length > 0 && !isFiltered({ ...others, account: [] })) return { accountIds: account, clusterIds: [] };
  const living = shown.filter(({ cluster }) => cluster.status !== "terminated");
  return { accountIds: [], clusterIds: living.map(({ cluster: { id } }) => id) };
}

function shownRate(shown: readonly Reading[]): string {
  const rate = sumRates(shown.map(({ cluster }) => cluster.rate.usdMicrosPerHour));
  return rate === null ? "" : ` · ${formatRate(rate)}`;
}
