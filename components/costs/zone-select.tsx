import { useOwnTimeZone } from "@/components/charts/use-own-time-zone";
import { LabelledSelect } from "@/components/ui/labelled-select";
import type { ChangeCostView } from "./use-cost-view";

interface ZoneSelectProps {
  timeZone: string;
  onChange: ChangeCostView;
}

/** The time zone in which days and months begin. */
export function ZoneSelect({ timeZone, onChange }: ZoneSelectProps) {
  const own = useOwnTimeZone();
  const common = [...new Set([own, "UTC", timeZone])];
  const others = Intl.supportedValuesOf("timeZone").filter((zone) => !common.includes(zone));
  return (
    <LabelledSelect
      label="Time zone"
      value={timeZone}
      onChange={(zone) => void onChange({ timeZone: zone === own ? null : zone })}
    >
      {common.map((zone) => (
        <option key={zone} value={zone}>
          {zone === own ? `${zone} (yours)` : zone}
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
  );
}
