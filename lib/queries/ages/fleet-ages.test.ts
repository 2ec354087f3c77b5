import { describe, expect, it } from "vitest";
import type { MonthSeen } from "@/lib/contract/fleet-seen";
import { usdMicros } from "@/lib/domain/money/cost";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { exampleAccount, exampleCluster } from "@/lib/testing/example-fleet";
import { createFleetAges } from "./fleet-ages";

const READ_AT = Date.parse(exampleCluster.observedAt);
const LATER = READ_AT + 15 * SECOND_MS;
const stampedAt = (at: number) => [at, at, at + 15 * SECOND_MS, null] as const;
const month = (micros: number): MonthSeen => ({
  ...{ usdMicros: usdMicros(micros), errorUsdMicros: usdMicros(0), unpricedClusterHours: 0, observedShare: 1 },
  asOf: new Date(READ_AT).toISOString(),
});

/** The ages of one account with two clusters, of which its last poll missed the second. */
function agesOf() {
  const ages = createFleetAges();
  const missed = { ...exampleCluster, id: "missed", observedAt: new Date(READ_AT - 60_000).toISOString() };
  const read = (clusters = [exampleCluster, missed]) => ages.read({ accounts: [exampleAccount], clusters });
  read();
  return { ages, read };
}

describe("the age of a reading", () => {
  it("follows its account's polls, although nothing but a header says so", () => {
    const { ages } = agesOf();
    ages.see({ accounts: { shadeform: stampedAt(LATER) }, month: null });
    expect(ages.observedAt(exampleCluster.id)).toBe(LATER);
    expect(ages.account("shadeform")).toMatchObject({ lastSuccessAt: LATER, nextAttemptAt: LATER + 15_000 });
  });

  it("is not assumed to be younger for a cluster that the poll missed", () => {
    const { ages } = agesOf();
    ages.see({ accounts: { shadeform: stampedAt(LATER) }, month: null });
    expect(ages.observedAt("missed")).toBe(READ_AT - 60_000);
  });

  it("stays what it was when an answer says nothing, or speaks of other accounts only", () => {
    const { ages } = agesOf();
    ages.see({ accounts: null, month: null });
    ages.see({ accounts: { other: stampedAt(LATER) }, month: null });
    expect(ages.observedAt(exampleCluster.id)).toBe(READ_AT);
    expect(ages.account("other")).toBeNull();
  });

  it("is that of the provider's details where those are newer than the poll", () => {
    const { ages, read } = agesOf();
    read([{ ...exampleCluster, observedAt: new Date(READ_AT + 5_000).toISOString() }]);
    expect(ages.observedAt(exampleCluster.id)).toBe(READ_AT + 5_000);
    ages.see({ accounts: { shadeform: stampedAt(LATER) }, month: null });
    expect(ages.observedAt(exampleCluster.id)).toBe(LATER);
  });

  it("is unknown for a cluster that has left the fleet, and for one whose account was never read", () => {
    const { ages, read } = agesOf();
    read([]);
    expect(ages.observedAt(exampleCluster.id)).toBeNull();
    ages.read({ accounts: [{ ...exampleAccount, lastSuccessAt: null }], clusters: [exampleCluster] });
    expect(ages.observedAt(exampleCluster.id)).toBe(READ_AT);
    expect(ages.account("shadeform")?.lastSuccessAt).toBeNull();
  });
});

it("tells what the month has come to by the latest header, but only where the answer shows costs", () => {
  const { ages } = agesOf();
  ages.see({ accounts: null, month: month(9) });
  expect(ages.month()).toBeNull();
  const totals = { month: { ...month(7), timeZone: "UTC", watchedFrom: null, laterAccounts: [] } };
  ages.read({ accounts: [], clusters: [], totals });
  expect(ages.month()?.usdMicros).toBe(7);
  ages.see({ accounts: null, month: month(9) });
  ages.see({ accounts: null, month: null });
  expect(ages.month()?.usdMicros).toBe(9);
});

it("counts each answer, so that nobody has to compare all ages", () => {
  const { ages, read } = agesOf();
  const versions = [ages.version()];
  ages.see({ accounts: null, month: null });
  versions.push(ages.version());
  read();
  versions.push(ages.version());
  expect(new Set(versions).size).toBe(3);
});
