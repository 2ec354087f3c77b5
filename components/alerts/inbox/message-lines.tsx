import { clsx } from "clsx";
import type { Span } from "@/lib/contract/alerts/demo-inbox";

/** The text of a message, with what its service would make bold or a link. */
export function MessageLines({
  lines,
  linkClassName,
}: {
  lines: readonly (readonly Span[])[];
  linkClassName?: string;
}) {
  return (
    <div className="break-words">
      {numbered(lines).map(({ key, value }) => (
        <p key={key} dir="auto">
          {numbered(value).map(({ key: spanKey, value: { text, isStrong, isLink } }) => (
            <span
              key={spanKey}
              className={clsx(isStrong && "font-semibold", isLink && (linkClassName ?? "text-accent"))}
            >
              {text}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}

/** A message never changes, so the place of a line in it is as good as a name. */
function numbered<Value>(values: readonly Value[]): { key: string; value: Value }[] {
  return values.map((value, index) => ({ key: String(index), value }));
}
