import { Time } from "@/components/ui/time";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import { MessageLines } from "./message-lines";

/** A mail, or what a program gets: facts above, and below them the body. */
export function LetterMessage({ message: { heading, lines, facts, code, at } }: { message: InboxMessage }) {
  return (
    <div className="bg-white px-4 py-3 text-sm text-[#1f2328]">
      {heading !== null && (
        <p dir="auto" className="mb-1 text-base font-semibold break-words">
          {heading}
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-[#d0d7de] pb-2 text-xs text-[#57606a]">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
        <dt>Date</dt>
        <dd>
          <Time at={Date.parse(at)} />
        </dd>
      </dl>
      <div className="mt-2">
        <MessageLines lines={lines} linkClassName="text-[#0969da] underline" />
        {code !== null && (
          <pre className="rounded bg-[#f6f8fa] p-2 font-mono text-xs break-words whitespace-pre-wrap">{code}</pre>
        )}
      </div>
    </div>
  );
}
