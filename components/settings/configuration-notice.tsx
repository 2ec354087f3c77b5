import { TriangleAlert } from "lucide-react";
import { Callout } from "@/components/ui/callout";
import type { Settings } from "@/lib/contract/settings";
import { formatTime } from "@/lib/domain/text/format";

/** Why the configuration as it is written now is not, or not wholly, in force. */
export function ConfigurationNotice({ configuration }: { configuration: Settings["configuration"] }) {
  const { mistakes, needsRestart, readAt } = configuration;
  if (mistakes.length === 0 && needsRestart.length === 0) return null;
  const icon = <TriangleAlert size={16} aria-hidden />;
  return (
    <div role="status" className="mb-8 space-y-2">
      {mistakes.length > 0 && (
        <Callout
          icon={icon}
          title={`The configuration was changed and has ${mistakes.length === 1 ? "a mistake" : "mistakes"}, so the one before stays in force`}
        >
          <ul className="list-disc pl-4">
            {mistakes.map(({ where, message }) => (
              <li key={`${where} ${message}`}>
                <span className="font-mono text-xs text-ink">{where}</span>: {message}
              </li>
            ))}
          </ul>
          <p>Read at {formatTime(Date.parse(readAt))}. It is read again as soon as it is saved.</p>
        </Callout>
      )}
      {needsRestart.length > 0 && (
        <Callout icon={icon} title="Some changes count only after a restart">
          Restart Clusterdeck for {needsRestart.join(", ")}. Everything else is in force.
        </Callout>
      )}
    </div>
  );
}
