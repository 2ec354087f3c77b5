import "server-only";
import { SEVERITIES, type Severity } from "@/lib/domain/alerts/rule";
import { formatCounted } from "@/lib/domain/text/format";
import type { ChannelMessage, MessageItem } from "./channel-message";

const EVENT_WORDS: Record<ChannelMessage["event"], string> = {
  firing: "",
  reminder: "Still: ",
  resolved: "Resolved: ",
  flapping: "Comes and goes: ",
  test: "",
};

/** One line that says it all: the worst alert, and how many others there are. */
export function headlineOf({ event, items }: ChannelMessage): string {
  const [first] = items;
  if (first === undefined) return "This is a test from Clusterdeck";
  const others = items.length === 1 ? "" : `, and ${formatCounted(items.length - 1, "other alert")}`;
  return `${EVENT_WORDS[event]}${first.title}${others}`;
}

export function worstOf(items: readonly MessageItem[]): Severity {
  return SEVERITIES.find((severity) => items.some((item) => item.severity === severity)) ?? "info";
}

/** What a line begins with, so that it can be told without colours. */
export const SEVERITY_WORDS: Record<Severity, string> = { critical: "Critical", warning: "Warning", info: "Note" };
