import "server-only";
import { clip } from "@/lib/domain/text/scrub";
import type { MessageItem } from "./channel-message";

/** Titles and details of any length arrive; a line that nobody reads to its end helps nobody. */
const MAX_TITLE = 200;
const MAX_DETAIL = 400;

interface Fitting {
  /** Marks up and escapes one item whole. */
  render: (item: MessageItem) => string;
  /** In the unit in which the service counts. */
  sizeOf: (text: string) => number;
  maxSize: number;
  separator: string;
}

/**
 * As many items as fit, each whole, so that no markup is cut: then "and 12 more". An item that is too large by itself loses its detail, and
 * then as much of its title as it must.
 */
export function fitItems(items: readonly MessageItem[], { render, sizeOf, maxSize, separator }: Fitting): string {
  const parts: string[] = [];
  for (const [index, item] of items.entries()) {
    const left = items.length - index - 1;
    const sizeWith = (part: string) => sizeOf([...parts, part, ...(left > 0 ? [moreWords(left)] : [])].join(separator));
    const candidates = parts.length > 0 ? [shortened(item)] : shorterAndShorter(item);
    const part = candidates.map(render).find((candidate) => sizeWith(candidate) <= maxSize);
    if (part === undefined) return [...parts, moreWords(left + 1)].join(separator);
    parts.push(part);
  }
  return parts.join(separator);
}

function shortened(item: MessageItem, maxTitle = MAX_TITLE, maxDetail = MAX_DETAIL): MessageItem {
  return { ...item, title: clip(item.title, maxTitle), detail: maxDetail === 0 ? "" : clip(item.detail, maxDetail) };
}

function shorterAndShorter(item: MessageItem): MessageItem[] {
  return [shortened(item), shortened(item, MAX_TITLE, 0), shortened(item, 80, 0), shortened(item, 20, 0)];
}

function moreWords(count: number): string {
  return `and ${count} more`;
}

/** Services count either UTF-16 units or bytes. */
export const inUnits = (text: string): number => text.length;
export const inBytes = (text: string): number => Buffer.byteLength(text);
