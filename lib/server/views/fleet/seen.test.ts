import { expect, it } from "vitest";
import { MONTH_HEADER, SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { usdMicros, usdMicrosPerHour } from "@/lib/domain/money/cost";
import { exampleAccount, exampleCluster, exampleFleet } from "@/lib/testing/example-fleet";
import { partSeen, revisionOf, type Shown } from "./seen";

const READ_AT = "2026-11-20T15:00:00.000Z";
const LATER = "2026-11-20T15:00:15.000Z";
const rate = usdMicrosPerHour(1_000_000);
const billing = {
  ...{ usdMicrosBalance: usdMicros(5), balanceEndsAt: null, clustersWithoutRate: 0, suspension: null, quotas: [] },
  readAt: READ_AT,
};
const month = {
  ...{ usdMicros: usdMicros(7), errorUsdMicros: usdMicros(1), unpricedClusterHours: 0, observedShare: 1 },
  ...{ timeZone: "UTC", watchedFrom: null, laterAccounts: [], asOf: READ_AT },
};
const totals = { ...exampleFleet().totals, month };
const account = { ...exampleAccount, billing };
const cluster = { ...exampleCluster, recentRates: [[READ_AT, rate]] as [string, typeof rate][] };
const fleet: Shown = { generatedAt: READ_AT, totals, accounts: [account], clusters: [cluster] };

const revision = (change: Partial<Shown>) => revisionOf(partSeen({ ...fleet, ...change }).content);

it("gives content the same name whenever it was read, and tells by headers when that was", () => {
  const stamps = { lastSuccessAt: LATER, lastAttemptAt: LATER, nextAttemptAt: LATER };
  const later: Shown = {
    generatedAt: LATER,
    totals: { ...totals, month: { ...month, usdMicros: usdMicros(9), asOf: LATER } },
    accounts: [{ ...account, ...stamps, billing: { ...billing, readAt: LATER } }],
    clusters: [{ ...cluster, observedAt: LATER }],
  };
  expect(revision(later)).toBe(revision({}));
  const { seenHeaders } = partSeen(later);
  const at = Date.parse(LATER);
  expect(JSON.parse(seenHeaders[SEEN_HEADER] ?? "")).toEqual({ shadeform: [at, at, at, at] });
  expect(JSON.parse(seenHeaders[MONTH_HEADER] ?? "")).toEqual({
    ...{ usdMicros: 9, errorUsdMicros: 1, unpricedClusterHours: 0, observedShare: 1 },
    asOf: LATER,
  });
});

it("does not count it as a change that the past day of a cluster's rates begins later", () => {
  const rates = (...at: string[]) => [
    { ...cluster, recentRates: at.map((from) => [from, rate] as [string, typeof rate]) },
  ];
  expect(revision({ clusters: rates(LATER) })).toBe(revision({ clusters: rates(READ_AT) }));
  expect(revision({ clusters: rates(READ_AT, LATER) })).not.toBe(revision({ clusters: rates(READ_AT, READ_AT) }));
});

it.each<[string, Partial<Shown>]>([
  ["an account's state", { accounts: [{ ...account, state: "failing" } as typeof account] }],
  ["a wallet", { accounts: [{ ...account, billing: { ...billing, usdMicrosBalance: usdMicros(4) } }] }],
  ["a billing that is shown for the first time", { accounts: [{ ...account, billing: null }] }],
  ["a cluster", { clusters: [{ ...cluster, status: "stopped" } as typeof cluster] }],
  ["a cluster that a poll missed", { clusters: [{ ...cluster, observedAt: "2026-11-20T14:59:45.000Z" }] }],
  ["the totals", { totals: { ...totals, needAttention: 1 } as typeof totals }],
  ["a month that there was none of", { totals: { ...totals, month: undefined } }],
  ["the month's time zone", { totals: { ...totals, month: { ...month, timeZone: "Europe/Berlin" } } }],
])("names content otherwise after a change of %s", (_, change) => {
  expect(revision(change)).not.toBe(revision({}));
});

it("tells of no billing and no month where none is shown", () => {
  const { billing: _, ...unbilled } = account;
  const { seenHeaders } = partSeen({ ...fleet, totals: exampleFleet().totals, accounts: [unbilled] });
  const at = Date.parse(READ_AT);
  expect(seenHeaders).toEqual({ [SEEN_HEADER]: JSON.stringify({ shadeform: [at, at, at + 15_000, null] }) });
});

it("puts everything into the body for more accounts than a header holds, and into a header for one less", () => {
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...account, id: `account-${index}` }));
  const most = [...Array(200).keys()].findLast(
    (count) => SEEN_HEADER in partSeen({ ...fleet, accounts: accounts(count) }).seenHeaders,
  );
  expect(most).toBeGreaterThan(40);
  const { content, seenHeaders } = partSeen({ ...fleet, accounts: accounts((most ?? 0) + 1) });
  expect(seenHeaders).toEqual({});
  expect(content).toMatchObject({ clusters: [{ observedAt: READ_AT }] });
  expect(Object(content).accounts[0]).toMatchObject({ lastSuccessAt: READ_AT, billing: { readAt: READ_AT } });
});
