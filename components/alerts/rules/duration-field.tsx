"use client";

import { useState } from "react";
import { durationMs, UNITS, writtenDuration } from "./rule-draft";

interface DurationFieldProps {
  /** Its accessible name: "For, Cluster down". */
  label: string;
  /** Not a number while nothing is typed. */
  value: number;
  isReadOnly: boolean;
  onChange: (durationMs: number) => void;
}

/** A duration as a number and its unit. */
export function DurationField({ label, value, isReadOnly, onChange }: DurationFieldProps) {
  const [unit, setUnit] = useState(writtenDuration(value).unit);
  const unitMs = durationMs(1, unit);
  return (
    <span className="flex">
      <input
        type="number"
        aria-label={label}
        min={0}
        step="any"
        value={Number.isNaN(value) ? "" : value / unitMs}
        disabled={isReadOnly}
        onChange={({ target }) => onChange(target.value === "" ? Number.NaN : durationMs(Number(target.value), unit))}
        className="h-8 w-16 rounded-l-md border border-line-strong bg-panel px-2 text-right tabular-nums disabled:border-line"
      />
      <select
        aria-label={`Unit of ${label}`}
        value={unit}
        disabled={isReadOnly}
        onChange={({ target }) => {
          const chosen = UNITS.find(({ id }) => id === target.value);
          if (chosen === undefined) return;
          setUnit(chosen.id);
          onChange((value / unitMs) * chosen.ms);
        }}
        className="h-8 rounded-r-md border border-line-strong border-l-0 bg-panel px-1 text-muted disabled:border-line"
      >
        {UNITS.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </span>
  );
}
