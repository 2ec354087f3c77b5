"use client";

import { GROUPING_WORDS } from "@/components/charts/grouping-words";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { LabelledSelect } from "@/components/ui/fields/labelled-select";
import { Segmented } from "@/components/ui/segmented";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { BucketUnit } from "@/lib/domain/time/time-window";
import { bucketsFor, type CostRange } from "./cost-range";
import type { ShownQuery } from "./costs-query-of";
import { CustomDates } from "./custom-dates";
import { type ChangeCostView, type CostView, GROUPINGS } from "./use-cost-view";
import { ZoneSelect } from "./zone-select";

const RANGES: readonly { id: CostRange; content: string }[] = [
  { id: "today", content: "Today" },
  { id: "yesterday", content: "Yesterday" },
  { id: "7d", content: "7 days" },
  { id: "month", content: "Month" },
  { id: "last-month", content: "Last month" },
  { id: "custom", content: "Custom" },
];

const BUCKET_WORDS: Record<BucketUnit, string> = { hour: "Hours", day: "Days", month: "Months" };

interface CostControlsProps {
  view: CostView;
  /** The view with its defaults filled in. */
  query: ShownQuery;
  billingTimeZone: string;
  now: EpochMs;
  onChange: ChangeCostView;
}

/** Which period the charts show, in what granularity, and grouped by what. */
export function CostControls({ view, query, billingTimeZone, now, onChange }: CostControlsProps) {
  const { showsProvider } = useFleetSource();
  const { from, to, bucket, timeZone } = query;
  const buckets = from === null ? [] : bucketsFor({ from, to }, now, timeZone);
  return (
    <section aria-label="What is shown" className="flex flex-wrap items-center gap-2 print:hidden">
      <div className="max-w-full overflow-x-auto">
        <Segmented
          legend="Range"
          options={RANGES}
          value={view.range}
          onChange={(range) => onChange({ range, bucket: null })}
        />
      </div>
      {view.range === "custom" && <CustomDates query={query} now={now} onChange={onChange} />}
      {buckets.length > 1 && (
        <Segmented
          legend="Granularity"
          options={buckets.map((id) => ({ id, content: BUCKET_WORDS[id] }))}
          value={bucket}
          onChange={(id) => onChange({ bucket: id })}
        />
      )}
      <LabelledSelect
        label="Group by"
        value={view.groupBy}
        onChange={(groupBy) => onChange({ groupBy: GROUPINGS.find((known) => known === groupBy) ?? null })}
      >
        {GROUPINGS.filter((groupBy) => showsProvider || groupBy !== "provider").map((groupBy) => (
          <option key={groupBy} value={groupBy}>
            {GROUPING_WORDS[groupBy].choice}
          </option>
        ))}
      </LabelledSelect>
      <ZoneSelect wanted={view.timeZone} shown={timeZone} billingTimeZone={billingTimeZone} onChange={onChange} />
    </section>
  );
}
