interface DateFieldProps {
  label: string;
  /** "2026-11-20", or empty. */
  value: string;
  onChange: (date: string) => void;
}

export function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <label className="flex items-center gap-1.5 text-sm text-muted">
      {label}
      <input
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="h-8 rounded-md border border-line bg-panel px-2 text-sm text-ink tabular-nums hover:border-line-strong"
      />
    </label>
  );
}
