import { expect, it } from "vitest";
import type { ListedServer } from "@/lib/contract/settings";
import { serverMarks, uptimeWords } from "./server-marks";

const exampleServer = (change: Partial<ListedServer> = {}): ListedServer => ({
  ...{ id: "1", name: "clusterdeck-0", version: "1.2.0", build: null, isThis: true, accounts: [], duties: [] },
  ...{ startedAt: "2026-11-29T10:00:00.000Z", seenAt: "2026-11-29T12:30:00.000Z", clockAheadMs: 0, hearsHints: true },
  ...change,
});
const other = exampleServer({ id: "2", isThis: false });
const wordsOf = (server: ListedServer) => serverMarks(server, [server, other]).map(({ words }) => words);

it("finds nothing odd about servers that are alike", () => {
  expect(wordsOf(exampleServer({ clockAheadMs: -1_900, version: "1.2.0" }))).toEqual([]);
  expect(uptimeWords(exampleServer(), [exampleServer(), other])).toBe("up 2 h 30 min");
});

it("marks an older version, a wrong clock and hints that do not arrive", () => {
  const odd = exampleServer({ version: "1.1.9", clockAheadMs: 600_000, hearsHints: false });
  expect(wordsOf(odd)).toEqual(["Older version", "Clock 10 min ahead", "Hints do not arrive"]);
  expect(wordsOf(exampleServer({ version: "1.3.0", clockAheadMs: -3_000 }))).toEqual(["Clock 3 s behind"]);
});

it("says of a server that is gone only since when, and how long it ran until then", () => {
  const gone = exampleServer({ seenAt: "2026-11-29T12:29:15.000Z", version: "1.1.9", hearsHints: false });
  expect(wordsOf(gone)).toEqual(["Last seen 45 s ago"]);
  expect(uptimeWords(gone, [gone, other])).toBe("was up 2 h 29 min");
});
