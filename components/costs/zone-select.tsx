import { useKnownZones } from "@/components/charts/use-known-zones";
import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { LabelledSelect } from "@/components/ui/fields/labelled-select";
import { isSameZone } from "@/lib/domain/time/zone-format";
import type { ChangeCostView } from "./use-cost-view";

interface ZoneSelectProps {
  /** What was chosen; `null` for the billing time zone. */
  wanted: string | null;
  /** The same, or UTC if this browser does not know it. */
  shown: string;
  billingTimeZone: string;
  onChange: ChangeCostView;
}

/** The time zone in which the days and months of the range begin. Budget, month to date and forecast do not follow it. */
export function ZoneSelect({ wanted, shown, billingTimeZone, onChange }: ZoneSelectProps) {
  const own = useOwnTimeZone();
  const common = distinctZones([billingTimeZone, own, "UTC", shown]);
  const others = useKnownZones().filter((zone) => !common.includes(zone));
  const unknown = wanted ?? billingTimeZone;
  return (
    <>
      <LabelledSelect
        label="Time zone"
        value={common.find((zone) => isSameZone(zone, shown)) ?? shown}
        onChange={(zone) => onChange({ timeZone: zone === billingTimeZone ? null : zone })}
      >
        {common.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
            {isSameZone(zone, billingTimeZone) ? " (billing)" : isSameZone(zone, own) && " (yours)"}
          </option>
        ))}
        <optgroup label="All time zones">
          {others.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </optgroup>
      </LabelledSelect>
      {shown !== unknown && <p className="text-xs text-muted">This browser does not know {unknown}: days in UTC.</p>}
    </>
  );
}

/** Without second names of the same zone. */
function distinctZones(zones: readonly string[]): string[] {
  return zones.filter((zone, index) => zones.findIndex((other) => isSameZone(other, zone)) === index);
}
