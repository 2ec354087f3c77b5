import { Swatch } from "./chart-labels";

interface ChartPartsProps {
  title: string;
  parts: readonly { key: string; color: string; label: string; value: string }[];
  total: string;
  /** What limits the figures, one sentence each. */
  remarks: readonly string[];
}

/** A tooltip for one stop: all parts, their total, and what is missing. */
export function ChartParts({ title, parts, total, remarks }: ChartPartsProps) {
  return (
    <>
      <p className="mb-1 font-semibold">{title}</p>
      <table className="w-full">
        <tbody>
          {parts.length > 1 &&
            parts.map(({ key, color, label, value }) => (
              <tr key={key}>
                <td className="max-w-40 truncate py-px">
                  <span className="flex items-center gap-1.5">
                    <Swatch color={color} />
                    <span className="truncate">{label}</span>
                  </span>
                </td>
                <td className="pl-4 text-right">{value}</td>
              </tr>
            ))}
          <tr className="border-line border-t font-semibold">
            <td className="pt-1">Total</td>
            <td className="pt-1 pl-4 text-right">{total}</td>
          </tr>
        </tbody>
      </table>
      {remarks.map((remark) => (
        <p key={remark} className="mt-1 text-muted">
          {remark}
        </p>
      ))}
    </>
  );
}
