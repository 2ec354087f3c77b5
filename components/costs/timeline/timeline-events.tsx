import { Time } from "@/components/ui/time";
import type { Timeline } from "@/lib/contract/timeline";

/** Every change, newest first. */
export function TimelineEvents({ events }: Pick<Timeline, "events">) {
  if (events.length === 0) return <p className="text-sm text-muted">Nothing changed in this period.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label="Changes" className="mt-2 max-h-72 overflow-y-auto rounded-lg border border-line">
      <ol className="divide-y divide-line bg-panel text-sm">
        {events.toReversed().map(({ at, text }) => (
          <li key={`${at} ${text}`} className="flex flex-wrap justify-between gap-x-6 px-3 py-1.5">
            <span>{text}</span>
            <span className="text-muted">
              <Time at={Date.parse(at)} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
