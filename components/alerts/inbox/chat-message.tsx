import { clsx } from "clsx";
import { Time } from "@/components/ui/time";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import { MessageLines } from "./message-lines";

interface Style {
  frame: string;
  text: string;
  muted: string;
  link: string;
  /** Around what has the colour of the worst alert beside it. */
  card: string;
  /** Whether the heading stands above the card rather than in it. */
  isHeadingApart: boolean;
}

/** As in each service's own, lighter theme; Discord has hardly anybody seen in light. */
const STYLES: Readonly<Record<string, Style>> = {
  slack: {
    frame: "bg-white",
    text: "text-[#1d1c1d]",
    muted: "text-[#616061]",
    link: "text-[#1264a3]",
    card: "border-l-4 pl-3",
    isHeadingApart: true,
  },
  discord: {
    frame: "bg-[#313338]",
    text: "text-[#dbdee1]",
    muted: "text-[#a3a6ae]",
    link: "text-[#00a8fc]",
    card: "rounded border-l-4 bg-[#2b2d31] px-3 py-2",
    isHeadingApart: false,
  },
  teams: {
    frame: "bg-[#f5f5f5]",
    text: "text-[#242424]",
    muted: "text-[#5d5d5d]",
    link: "inline-block rounded border border-[#d1d1d1] bg-white px-3 py-1 font-medium",
    card: "rounded-md border-t-4 bg-white px-3 py-2 shadow-sm",
    isHeadingApart: false,
  },
  telegram: {
    frame: "bg-[#d5e3ee]",
    text: "text-[#0f1419]",
    muted: "text-[#4b6273]",
    link: "text-[#2166a8]",
    card: "w-fit rounded-xl rounded-bl-sm border-transparent bg-white px-3 py-2",
    isHeadingApart: false,
  },
};

const TONES = {
  critical: "border-[#d92d20]",
  warning: "border-[#dc6803]",
  info: "border-[#475467]",
  resolved: "border-[#079455]",
};

export function isChat(channel: string): boolean {
  return Object.hasOwn(STYLES, channel);
}

/** A message in a chat. */
export function ChatMessage({ message }: { message: InboxMessage }) {
  const { channel, tone, heading, lines, at } = message;
  const style = STYLES[channel];
  if (style === undefined) return null;
  const { frame, text, muted, link, card, isHeadingApart } = style;
  const title = heading !== null && (
    <p dir="auto" className={clsx("break-words", !isHeadingApart && "font-semibold")}>
      {heading}
    </p>
  );
  return (
    <div className={clsx("flex gap-2.5 px-4 py-3", frame, text)}>
      <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded bg-[#2456c4] font-bold text-white">
        C
      </span>
      <div className="flex min-w-0 grow flex-col gap-1">
        <p>
          <span className="font-bold">Clusterdeck</span>{" "}
          <span className={clsx("text-xs", muted)}>
            <Time at={Date.parse(at)} />
          </span>
        </p>
        {isHeadingApart && title}
        <div className={clsx("min-w-0 text-sm", card, tone !== null && TONES[tone])}>
          {!isHeadingApart && title}
          <MessageLines lines={lines} linkClassName={link} />
        </div>
      </div>
    </div>
  );
}
