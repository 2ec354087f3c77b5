import "server-only";

/**
 * What the events of a stream of server-sent events hold, oldest first. An event at the end that may have been cut short counts as well:
 * whoever parses it notices.
 */
export function eventData(stream: string): string[] {
  return stream.split(/(?:\r\n|\r|\n){2,}/).flatMap((event) => {
    const lines = event.split(/\r\n|\r|\n/).flatMap((line) => /^data:? ?(.*)$/.exec(line)?.[1] ?? []);
    return lines.length > 0 ? [lines.join("\n")] : [];
  });
}
