import "server-only";
import { cutText } from "@/lib/domain/text/graphemes";
import { clip } from "@/lib/domain/text/scrub";
import type { MessageItem } from "./channel-message";
import { MAX_DETAIL, MAX_TITLE } from "./clipped-item";

interface Fitting {
  /** Marks up and escapes one item whole. */
  render: (item: MessageItem) => string;
  /** Marks up what is said of those that do not fit: "and 12 more". */
  renderMore?: (words: string) => string;
  /** In the unit in which the service counts. */
  sizeOf: (text: string) => number;
  maxSize: number;
  separator: string;
}

/**
 * As many items as fit, each whole, so that no markup is cut: then "and 12 more". An item that is too large by itself loses its detail, and
 * then as much of its title as it must.
 */
export function fitItems(items: readonly MessageItem[], fitting: Fitting): string {
  const { render, renderMore = (words) => words, sizeOf, maxSize, separator } = fitting;
  const parts: string[] = [];
  for (const [index, item] of items.entries()) {
    const left = items.length - index - 1;
    const more = (count: number) => (count === 0 ? [] : [renderMore(`and ${count} more`)]);
    const fits = (part: string) => sizeOf([...parts, part, ...more(left)].join(separator)) <= maxSize;
    const candidates = parts.length > 0 ? [shortened(item)] : shorterAndShorter(item);
    const part = candidates.map(render).find(fits);
    if (part === undefined) return [...parts, ...more(left + 1)].join(separator);
    parts.push(part);
  }
  return parts.join(separator);
}

/** A text on one line, escaped, and at most `maxSize` large then: it is cut before it is escaped, and never inside a character. */
export function fitText(
  text: string,
  { escapeText, maxSize }: { escapeText: (text: string) => string; maxSize: number },
): string {
  const line = clip(text, maxSize);
  if (escapeText(line).length <= maxSize) return escapeText(line);
  let [shortest, longest] = [0, line.length];
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    if (escapeText(`${cutText(line, middle)}…`).length <= maxSize) shortest = middle;
    else longest = middle - 1;
  }
  return escapeText(`${cutText(line, shortest)}…`);
}

function shortened(item: MessageItem, maxTitle = MAX_TITLE, maxDetail = MAX_DETAIL): MessageItem {
  return { ...item, title: clip(item.title, maxTitle), detail: maxDetail === 0 ? "" : clip(item.detail, maxDetail) };
}

function shorterAndShorter(item: MessageItem): MessageItem[] {
  return [shortened(item), shortened(item, MAX_TITLE, 0), shortened(item, 80, 0), shortened(item, 20, 0)];
}

/** Services count either UTF-16 units or bytes. */
export const inUnits = (text: string): number => text.length;
export const inBytes = (text: string): number => Buffer.byteLength(text);
