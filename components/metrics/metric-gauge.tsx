interface MetricGaugeProps {
  /** `null` where nothing was measured. */
  value: number | null;
  full: number;
  color: string;
}

/** A value as a share of its maximum. Only decorative: the figure above says the same. Clamped to 0 and 1. */
export function MetricGauge({ value, full, color }: MetricGaugeProps) {
  if (value === null) return <div aria-hidden className="h-1.5 rounded-full border border-line-strong border-dashed" />;
  const share = Math.min(1, Math.max(0, value / full));
  return (
    <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raised">
      <div className="drawn-fill h-full rounded-full" style={{ width: `${share * 100}%`, background: color }} />
    </div>
  );
}
