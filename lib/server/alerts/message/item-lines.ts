import "server-only";
import type { ChannelMessage, MessageItem } from "./channel-message";
import { SEVERITY_WORDS } from "./headline";

/** How a service writes text. */
export interface Markup {
  escapeText: (text: string) => string;
  /** Makes escaped text bold, where the service can. */
  strong: (text: string) => string;
  lineBreak?: string;
}

/** Writes one alert of a message: what it is, and below that its detail. */
export function itemLines({ event }: ChannelMessage, { escapeText, strong, lineBreak = "\n" }: Markup) {
  return ({ severity, title, detail }: MessageItem): string => {
    const line = `${strong(`${leadOf(event, severity)}:`)} ${escapeText(title)}`;
    return detail === "" ? line : `${line}${lineBreak}${escapeText(detail)}`;
  };
}

/** The same below a headline, which has said all but the detail of an only alert. */
export function linesBelowHeadline(message: ChannelMessage, markup: Markup): (item: MessageItem) => string {
  return message.items.length === 1 ? ({ detail }) => markup.escapeText(detail) : itemLines(message, markup);
}

/** The first word of each line, so that it can be told without colours. */
function leadOf(event: ChannelMessage["event"], severity: MessageItem["severity"]): string {
  if (event === "resolved") return "Resolved";
  return event === "flapping" ? "Comes and goes" : SEVERITY_WORDS[severity];
}
