import type { ReactNode } from "react";

interface FigureProps {
  label: string;
  value: string;
  remark: ReactNode;
}

/** One figure in a row of figures. */
export function Figure({ label, value, remark }: FigureProps) {
  return (
    <div className="bg-panel px-4 py-3">
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        <p className="text-lg leading-7 font-semibold tracking-tight">{value}</p>
        <div className="text-xs text-muted">{remark}</div>
      </dd>
    </div>
  );
}
