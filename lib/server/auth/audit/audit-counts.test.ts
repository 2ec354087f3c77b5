import fc from "fast-check";
import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { type CountedEntry, createAuditCounts } from "./audit-counts";

const refused = (change: Partial<CountedEntry> = {}): CountedEntry => ({
  at: 0,
  actor: "guest",
  action: "sign-in-failed",
  target: "ada@example.org",
  fromAddress: "203.0.113.9",
  count: 1,
  ...change,
});
const attempts = (entries: readonly CountedEntry[]) => entries.reduce((sum, { count }) => sum + count, 0);

it("gives the first refused attempt at once, and later the number of identical ones, with the time of the last", () => {
  const counts = createAuditCounts();
  expect(counts.note(refused())).toEqual([refused()]);
  expect(counts.note(refused({ at: 1_000 }))).toEqual([]);
  expect(counts.note(refused({ at: 9 * MINUTE_MS }))).toEqual([]);
  expect(counts.close(9 * MINUTE_MS, false)).toEqual([]);
  expect(counts.close(10 * MINUTE_MS, false)).toEqual([refused({ at: 9 * MINUTE_MS, count: 2 })]);
  expect(counts.close(20 * MINUTE_MS, true)).toEqual([]);
});

it("starts over when the time has passed, or the clock was set back", () => {
  for (const at of [11 * MINUTE_MS, -11 * MINUTE_MS]) {
    const counts = createAuditCounts();
    counts.note(refused());
    counts.note(refused({ at: 1 }));
    expect(counts.note(refused({ at }))).toEqual([refused({ at: 1, count: 1 }), refused({ at })]);
  }
});

it.each<Partial<CountedEntry>>([
  { action: "tries-refused" },
  { actor: "bob@example.org" },
  { target: null },
  { fromAddress: null },
  { fromAddress: "2001:db8:2::1" },
])("keeps apart what differs: %j", (change) => {
  const counts = createAuditCounts();
  counts.note(refused({ fromAddress: "2001:db8:1::1" }));
  expect(counts.note(refused({ fromAddress: "2001:db8:1::1", ...change }))).toHaveLength(1);
});

it("treats all addresses of one network as one", () => {
  const counts = createAuditCounts();
  counts.note(refused({ fromAddress: "2001:db8:1:1::1" }));
  expect(counts.note(refused({ fromAddress: "2001:db8:1:1::2" }))).toEqual([]);
});

it("writes few entries for ten thousand targets tried from one address", () => {
  const counts = createAuditCounts();
  const written: CountedEntry[] = [];
  for (let one = 0; one < 10_000; one += 1) written.push(...counts.note(refused({ target: `${one}@example.org` })));
  const counted = counts.close(0, true);
  expect(written.length).toBeLessThanOrEqual(10);
  expect(counted).toEqual([refused({ target: "many others", count: 9_990 })]);
});

it("writes few entries for attempts from ever-changing addresses", () => {
  const counts = createAuditCounts();
  const written: CountedEntry[] = [];
  for (let one = 0; one < 10_000; one += 1) {
    written.push(...counts.note(refused({ fromAddress: `198.51.${one >> 8}.${one & 255}` })));
  }
  expect(written.length).toBeLessThanOrEqual(100);
  expect(counts.close(0, true)).toEqual([refused({ target: "many others", fromAddress: null, count: 9_900 })]);
});

it("loses no attempt", () => {
  const attempt = fc.record({
    at: fc.integer({ min: 0, max: 60 * MINUTE_MS }),
    action: fc.constantFrom("sign-in-failed", "tries-refused"),
    target: fc.integer({ max: 30, min: 0 }).map(String),
    fromAddress: fc.integer({ max: 20, min: 0 }).map((last) => `203.0.113.${last}`),
  });
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 300 }), (made) => {
      const counts = createAuditCounts();
      const entries = made.flatMap((change) => counts.note(refused(change)));
      expect(attempts([...entries, ...counts.close(0, true)])).toBe(made.length);
    }),
  );
});
