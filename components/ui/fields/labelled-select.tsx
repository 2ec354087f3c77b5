import type { ReactNode } from "react";

interface LabelledSelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Its options. */
  children: ReactNode;
}

export function LabelledSelect({ label, value, onChange, children }: LabelledSelectProps) {
  return (
    <label className="inline-flex h-8 max-w-full items-center gap-1 rounded-md border border-line bg-panel pl-2.5 text-sm text-muted hover:border-line-strong">
      {label}
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-full max-w-48 min-w-0 rounded-md bg-panel pr-1 font-medium text-ink"
      >
        {children}
      </select>
    </label>
  );
}
