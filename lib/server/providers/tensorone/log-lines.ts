import "server-only";
import type { LogLine } from "@/lib/domain/cluster/cluster-event";
import { clip } from "@/lib/domain/text/scrub";
import { nextTurn } from "@/lib/server/pause";
import { providerLogLine } from "@/lib/server/providers/provider-text";
import { readTime } from "./metrics/time";
import { firstProperty, firstText } from "./own-property";

/** What a browser can hold and search. */
const MAX_LINES = 50_000;
const MAX_CHARACTERS = 8 * 1024 * 1024;
const MAX_LINE_LENGTH = 2_000;
const MAX_LEVEL_LENGTH = 20;
/** Scrubbing is work: pages and polls get their turn after so many lines. */
const LINES_PER_TURN = 100;

const LISTS = ["entries", "lines", "items", "logs"] as const;
const TIMES = ["timestamp", "time", "at", "ts"] as const;
const LEVELS = ["level", "severity"] as const;
const TEXTS = ["message", "msg", "text", "line", "log"] as const;

/**
 * The newest lines of a log whose shape is not documented: texts or `{ timestamp, level, message }`, in a list, in a list within an
 * object, or one text of many lines. Newest last, scrubbed.
 */
export async function toLogLines(raw: unknown): Promise<LogLine[]> {
  const ordered = newestLast(entriesIn(raw).flatMap(toEntry)).flatMap(toLines).slice(-MAX_LINES);
  const kept: LogLine[] = [];
  let characters = 0;
  for (const [index, line] of ordered.reverse().entries()) {
    if (index % LINES_PER_TURN === LINES_PER_TURN - 1) await nextTurn();
    const text = providerLogLine(line.text, MAX_LINE_LENGTH);
    characters += text.length;
    if (characters > MAX_CHARACTERS) break;
    if (text !== "") kept.push({ ...line, text });
  }
  return kept.reverse();
}

function entriesIn(raw: unknown): readonly unknown[] {
  const list = firstProperty(raw, LISTS) ?? raw;
  if (typeof list === "string") return list.split("\n");
  return Array.isArray(list) ? list : [];
}

function toEntry(raw: unknown): LogLine[] {
  if (typeof raw === "string") return [{ at: null, level: null, text: raw }];
  const text = firstText(raw, TEXTS);
  if (text === "") return [];
  return [
    { at: readTime(firstProperty(raw, TIMES)), level: clip(firstText(raw, LEVELS), MAX_LEVEL_LENGTH) || null, text },
  ];
}

/** A stack trace comes as one entry. Of a line that was written over, a progress bar say, the last state counts, as in a terminal. */
function toLines({ text, ...entry }: LogLine): LogLine[] {
  return text.split(/\r?\n/).map((line) => ({ ...entry, text: line.slice(line.trimEnd().lastIndexOf("\r") + 1) }));
}

/** Entries of one moment stay in the order in which they came. */
function newestLast(entries: LogLine[]): LogLine[] {
  const first = entries.find(({ at }) => at !== null)?.at ?? 0;
  const last = entries.findLast(({ at }) => at !== null)?.at ?? 0;
  return first > last ? entries.toReversed() : entries;
}
