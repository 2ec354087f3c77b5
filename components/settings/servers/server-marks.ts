import type { ListedServer } from "@/lib/contract/settings";
import { compareVersions } from "@/lib/domain/text/compare-versions";
import { formatDuration } from "@/lib/domain/text/format";
import { SECOND_MS } from "@/lib/domain/time/epoch";

/** Somewhat longer than it takes the others to take over from it. */
const GONE_AFTER_MS = 20 * SECOND_MS;
/** What is less is no clock's fault, but the network's. */
const CLOCK_WRONG_MS = 2 * SECOND_MS;

export interface ServerMark {
  /** A few words for the badge. */
  words: string;
  /** What it means, and what to do about it. */
  detail: string;
}

/** What is odd about a server, beside the others. */
export function serverMarks(server: ListedServer, servers: readonly ListedServer[]): ServerMark[] {
  const silentMs = silentMsOf(server, servers);
  if (silentMs > GONE_AFTER_MS) {
    const detail = "It has ended, or does not reach the database. The other servers have taken over its accounts.";
    return [{ words: `Last seen ${formatDuration(silentMs)} ago`, detail }];
  }
  const marks: ServerMark[] = [];
  const newer = servers.find(({ version }) => compareVersions(version, server.version) > 0);
  if (newer !== undefined) {
    const detail = `Servers of version ${newer.version} read the accounts. Update it as well, or end it.`;
    marks.push({ words: "Older version", detail });
  }
  const { clockAheadMs } = server;
  if (Math.abs(clockAheadMs) > CLOCK_WRONG_MS) {
    const words = `Clock ${formatDuration(Math.abs(clockAheadMs))} ${clockAheadMs > 0 ? "ahead" : "behind"}`;
    marks.push({ words, detail: "The database's time is used instead. Set the machine's clock right." });
  }
  if (!server.hearsHints) {
    const detail =
      "It sees what other servers change within five seconds rather than at once. If DATABASE_URL leads through a pooler, " +
      "set DATABASE_LISTEN_URL to a direct connection.";
    marks.push({ words: "Hints do not arrive", detail });
  }
  return marks;
}

/** How long it has run, as of when the latest of all servers was seen; of one that is gone, how long it was seen running. */
export function uptimeWords(server: ListedServer, servers: readonly ListedServer[]): string {
  const seenForMs = Date.parse(server.seenAt) - Date.parse(server.startedAt);
  const silentMs = silentMsOf(server, servers);
  return silentMs > GONE_AFTER_MS
    ? `was up ${formatDuration(seenForMs)}`
    : `up ${formatDuration(seenForMs + silentMs)}`;
}

/** For how long it has not been seen, while others were. */
function silentMsOf({ seenAt }: ListedServer, servers: readonly ListedServer[]): number {
  return Math.max(...servers.map((server) => Date.parse(server.seenAt))) - Date.parse(seenAt);
}
