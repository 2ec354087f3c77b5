import { clsx } from "clsx";
import { Time } from "@/components/ui/time";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import { MessageLines } from "./message-lines";

const APPS: Readonly<Record<string, string>> = { ntfy: "ntfy", webpush: "Clusterdeck", pagerduty: "PagerDuty" };

const TONES = {
  critical: "text-[#b42318]",
  warning: "text-[#a15c07]",
  info: "text-[#475467]",
  resolved: "text-[#067647]",
};

/** A message on the screen of a phone. */
export function NotificationMessage({ message }: { message: InboxMessage }) {
  const { channel, tone, heading, lines, facts, at } = message;
  return (
    <div className="bg-[#5c6b85] px-4 py-3">
      <div className="max-w-md rounded-2xl bg-[#f4f4f6] px-3.5 py-2.5 text-sm text-[#1c1c1e]">
        <p className="flex items-center gap-1.5 text-xs text-[#55555c]">
          <span
            className="grid size-5 place-items-center rounded bg-[#2456c4] text-2xs font-bold text-white"
            aria-hidden
          >
            {(APPS[channel] ?? "C").charAt(0).toUpperCase()}
          </span>
          {APPS[channel]}
          <span className="ml-auto">
            <Time at={Date.parse(at)} />
          </span>
        </p>
        <p dir="auto" className="mt-1 font-semibold break-words">
          {heading}
        </p>
        <MessageLines lines={lines} />
        {facts.map(({ label, value }) => (
          <p key={label} className={clsx("text-xs", tone === null ? "text-[#55555c]" : TONES[tone])}>
            {label}: {value}
          </p>
        ))}
      </div>
    </div>
  );
}
