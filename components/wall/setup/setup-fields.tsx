"use client";

import { useKnownZones } from "@/components/charts/use-known-zones";
import { TextField } from "@/components/ui/fields/text-field";
import { Segmented } from "@/components/ui/segmented";
import type { Night } from "../life/night";
import { DWELL_SECONDS, type WallSettings } from "../wall-parameters";

interface FieldProps<Name extends keyof WallSettings> {
  onChange: (value: WallSettings[Name]) => void;
}

export function DwellField({ dwell, onChange }: FieldProps<"dwell"> & { dwell: number }) {
  return (
    <TextField
      label="Seconds per view"
      type="number"
      min={DWELL_SECONDS.min}
      max={DWELL_SECONDS.max}
      defaultValue={dwell}
      onChange={({ target }) => target.validity.valid && target.value !== "" && onChange(target.valueAsNumber)}
    />
  );
}

const THEME_OPTIONS = [
  { id: "dark", content: "Dark" },
  { id: "light", content: "Light" },
  { id: "system", content: "System" },
] as const;

export function ThemeField({ theme, onChange }: FieldProps<"theme"> & { theme: WallSettings["theme"] }) {
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="text-sm font-medium">Theme</span>
      <Segmented legend="Theme" options={THEME_OPTIONS} value={theme} onChange={onChange} />
    </div>
  );
}

const OWN_ZONE = "";
const SELECT = "h-9 rounded-md border border-line-strong bg-panel px-2";

export function ZoneField({ zone, onChange }: FieldProps<"zone"> & { zone: string | null }) {
  const others = useKnownZones().filter((name) => name !== "UTC");
  return (
    <label className="flex flex-col gap-1.5 text-sm font-medium">
      Time zone of the clock
      <select
        value={zone ?? OWN_ZONE}
        onChange={({ target }) => onChange(target.value === OWN_ZONE ? null : target.value)}
        className={`${SELECT} font-normal`}
      >
        <option value={OWN_ZONE}>The screen’s own time zone</option>
        {["UTC", ...others].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

const USUAL_NIGHT: Night = { fromHour: 22, toHour: 7 };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function DimField({ dim, onChange }: FieldProps<"dim"> & { dim: Night | null }) {
  return (
    <fieldset className="text-sm">
      <legend className="sr-only">Night</legend>
      <label className="flex cursor-pointer items-center gap-2.5 font-medium">
        <input
          type="checkbox"
          checked={dim !== null}
          onChange={({ target }) => onChange(target.checked ? USUAL_NIGHT : null)}
          className="accent-accent"
        />
        Dim the screen at night
      </label>
      {dim && (
        <div className="mt-2 flex items-center gap-2">
          <HourSelect
            label="from"
            hour={dim.fromHour}
            not={dim.toHour}
            onChange={(fromHour) => onChange({ ...dim, fromHour })}
          />
          <HourSelect
            label="until"
            hour={dim.toHour}
            not={dim.fromHour}
            onChange={(toHour) => onChange({ ...dim, toHour })}
          />
        </div>
      )}
    </fieldset>
  );
}

interface HourSelectProps {
  label: string;
  hour: number;
  /** The other end of the night. */
  not: number;
  onChange: (hour: number) => void;
}

function HourSelect({ label, hour, not, onChange }: HourSelectProps) {
  return (
    <label className="flex items-center gap-2 text-muted">
      {label}
      <select value={hour} onChange={({ target }) => onChange(Number(target.value))} className={`${SELECT} text-ink`}>
        {HOURS.filter((other) => other !== not).map((other) => (
          <option key={other} value={other}>
            {String(other).padStart(2, "0")}:00
          </option>
        ))}
      </select>
    </label>
  );
}
