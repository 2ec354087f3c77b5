"use client";

import { Segmented } from "@/components/ui/segmented";
import { formatTime } from "@/lib/domain/text/format";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";
import { type SilenceEnd, silenceEnd } from "./silence-end";

const OPTIONS = [
  { id: "1h", content: "1 hour" },
  { id: "8h", content: "8 hours" },
  { id: "date", content: "Until …" },
] as const;

interface EndPickerProps {
  end: SilenceEnd;
  onChange: (end: SilenceEnd) => void;
}

/** How long a silence lasts. */
export function EndPicker({ end, onChange }: EndPickerProps) {
  const at = silenceEnd(end, useServerNow(MINUTE_MS));
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">For</p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          legend="For how long"
          options={OPTIONS}
          value={end.choice}
          onChange={(choice) => onChange({ ...end, choice })}
        />
        {end.choice === "date" && (
          <input
            type="datetime-local"
            aria-label="Until"
            required
            value={end.date}
            onChange={({ target }) => onChange({ ...end, date: target.value })}
            className="h-8 rounded-md border border-line-strong bg-panel px-2 text-sm"
          />
        )}
      </div>
      <p className="mt-1 text-xs text-muted">
        {at === null ? "Choose a time that is still to come." : `Until ${formatTime(at)}.`}
      </p>
    </div>
  );
}
