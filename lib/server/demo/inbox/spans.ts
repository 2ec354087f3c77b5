import "server-only";
import type { Span } from "@/lib/contract/alerts/demo-inbox";

/** Lines of text without markup. */
export function plainLines(text: string): Span[][] {
  return text === "" ? [] : text.split("\n").map((line) => [span(line)]);
}

/** Markdown as our channels write it: bold words, and a backslash before whatever is not markup. */
export function markdownLines(text: string): Span[][] {
  return nonEmpty(text).map((line) => spansOf(line, /\*\*((?:\\.|[^*\\])+)\*\*/g, withoutBackslashes));
}

/** HTML as our channels write it: bold words, links and paragraphs. */
export function htmlLines(html: string): Span[][] {
  const text = html.replace(/<div[^>]*>|<\/div>|<p>/g, "").replace(/<br>|<\/p>/g, "\n");
  return nonEmpty(text).map((line) => spansOf(line, /<b>([^<]*)<\/b>|<a href="[^"]*">([^<]*)<\/a>/g, withoutEntities));
}

export function withoutBackslashes(text: string): string {
  return text.replace(/\\([\\*_~`|>#[\]()<@+-])/g, "$1").replaceAll("{\u200B{", "{{");
}

export function withoutEntities(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

export function linkSpan(text: string): Span {
  return { text, isStrong: false, isLink: true };
}

/** `marked` finds what is bold, in its first group, and links, in its second. */
function spansOf(line: string, marked: RegExp, read: (text: string) => string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: whole, 1: strong, 2: link, index } of line.matchAll(marked)) {
    spans.push(span(read(line.slice(end, index))));
    spans.push({ text: read(strong ?? link ?? ""), isStrong: strong !== undefined, isLink: link !== undefined });
    end = index + whole.length;
  }
  return [...spans, span(read(line.slice(end)))].filter(({ text }) => text !== "");
}

function span(text: string): Span {
  return { text, isStrong: false, isLink: false };
}

function nonEmpty(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
