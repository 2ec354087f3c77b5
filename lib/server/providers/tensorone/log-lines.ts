import "server-only";
import type { LogLine } from "@/lib/domain/cluster-event";
import { clip, scrub } from "@/lib/domain/scrub";
import { readTime } from "./metric-time";
import { firstProperty, firstText } from "./own-property";

/** What a browser can hold and search. */
const MOST_LINES = 50_000;
const MOST_CHARACTERS = 8 * 1024 * 1024;
const LONGEST_LINE = 2_000;
const LONGEST_LEVEL = 20;
/** Scrubbing is work: pages and polls get their turn after so many lines. */
const LINES_PER_TURN = 1_000;

const LISTS = ["entries", "lines", "items", "logs"] as const;
const TIMES = ["timestamp", "time", "at", "ts"] as const;
const LEVELS = ["level", "severity"] as const;
const TEXTS = ["message", "msg", "text", "line", "log"] as const;

/**
 * The newest lines of a log whose shape is not documented: texts or `{ timestamp, level, message }`, in a list, in a list within an
 * object, or one text of many lines. Newest last, scrubbed.
 */
export async function toLogLines(raw: unknown): Promise<LogLine[]> {
  const ordered = newestLast(linesIn(raw).flatMap(toLine)).slice(-MOST_LINES);
  const kept: LogLine[] = [];
  let characters = 0;
  for (const [index, line] of ordered.reverse().entries()) {
    if (index % LINES_PER_TURN === LINES_PER_TURN - 1) await nextTurn();
    const text = scrub(line.text, LONGEST_LINE);
    characters += text.length;
    if (characters > MOST_CHARACTERS) break;
    if (text !== "") kept.push({ ...line, text });
  }
  return kept.reverse();
}

function linesIn(raw: unknown): readonly unknown[] {
  const list = firstProperty(raw, LISTS) ?? raw;
  if (typeof list === "string") return list.split("\n");
  return Array.isArray(list) ? list : [];
}

function toLine(raw: unknown): LogLine[] {
  if (typeof raw === "string") return [{ at: null, level: null, text: raw }];
  const text = firstText(raw, TEXTS);
  if (text === "") return [];
  return [
    { at: readTime(firstProperty(raw, TIMES)), level: clip(firstText(raw, LEVELS), LONGEST_LEVEL) || null, text },
  ];
}

/** Lines of one moment stay in the order in which they came. */
function newestLast(lines: LogLine[]): LogLine[] {
  const first = lines.find(({ at }) => at !== null)?.at ?? 0;
  const last = lines.findLast(({ at }) => at !== null)?.at ?? 0;
  return first > last ? lines.toReversed() : lines;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
