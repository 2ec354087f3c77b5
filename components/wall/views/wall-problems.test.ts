import { describe, expect, it } from "vitest";
import { fleetWords } from "@/components/status/fleet-words";
import { readingsOf } from "@/components/status/live-cluster";
import type { Account, Cluster } from "@/lib/contract/fleet";
import { usdMicros } from "@/lib/domain/money/cost";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { exampleAccount, exampleCluster } from "@/lib/testing/example-fleet";
import { countUnsure, problemsOf } from "./wall-problems";

const NOW = Date.parse("2026-11-20T15:00:00.000Z");

function accountOf(change: Partial<NonNullable<Account["billing"]>>, state: Account["state"] = "ok"): Account {
  const billing = {
    ...{
      usdMicrosBalance: usdMicros(88_000_000),
      balanceEndsAt: null,
      suspension: null,
      quotas: [],
      clustersWithoutRate: 0,
    },
    readAt: "2026-11-20T14:59:00.000Z",
  };
  return { ...exampleAccount, state, billing: { ...billing, ...change } };
}

const readings = (...clusters: Partial<Cluster>[]) =>
  readingsOf(
    clusters.map((change, index) => ({ ...exampleCluster, ...change, id: `cluster-${index}` })),
    new Map(clusters.map((_, index) => [`cluster-${index}`, "fresh"])),
  );
const endingIn = (hours: number) => accountOf({ balanceEndsAt: new Date(NOW + hours * HOUR_MS).toISOString() });

describe("an account", () => {
  it.each<[string, Account, object]>([
    [
      "is suspended",
      accountOf({ suspension: "A payment failed." }),
      { mark: "down", words: "Suspended", detail: "A payment failed." },
    ],
    [
      "is nearly out of money",
      endingIn(20),
      { mark: "degraded", words: "Low balance", detail: "$88.00 left, empty in 20 h at the current burn rate." },
    ],
    ["is all but out of money", endingIn(2), { mark: "down", words: "Low balance" }],
    [
      "cannot be read, whatever was read before",
      accountOf({ suspension: "A payment failed." }, "failing"),
      { mark: "down", words: "Cannot be read" },
    ],
    ["is limited", accountOf({}, "limited"), { mark: "degraded", words: "Limited" }],
    ["is paused", accountOf({}, "paused"), { mark: "stopped", words: "Paused" }],
  ])("that %s is a problem, which the headline mentions as well", (_, account, problem) => {
    expect(problemsOf(readings({}), [account], NOW)).toEqual([expect.objectContaining(problem)]);
    if (account.state === "ok") {
      expect(fleetWords(readings({}), [account], NOW).join(" · ")).not.toContain("Nothing needs attention");
    }
  });

  it("that is healthy is no problem, nor is one that guests are told nothing about", () => {
    expect(problemsOf([], [endingIn(30), accountOf({}), exampleAccount], NOW)).toEqual([]);
  });
});

it("counts clusters whose health is unknown", () => {
  expect(countUnsure(readings({}, { health: "unknown" }, { status: "unknown", health: "unknown" }))).toBe(2);
  expect(countUnsure(readings({ status: "provisioning", health: "unknown" }, { status: "stopped" }))).toBe(0);
});
