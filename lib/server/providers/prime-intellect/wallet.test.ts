import { setImmediate as tick } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import type { FakeOptions } from "@/lib/server/providers/spec";
import { httpOverFake } from "@/lib/testing/http-over-fake";
import { createPrimeIntellectFake } from "./fake/fake";
import { primeIntellect } from "./index";

const STARTED_AT = Date.UTC(2026, 0, 2);
const signal = new AbortController().signal;

function start(fleet?: FakeOptions["fleet"]) {
  const clock = { now: STARTED_AT };
  const now = () => clock.now;
  const fake = createPrimeIntellectFake({ now, startedAt: STARTED_AT, ...(fleet && { fleet }) });
  const queries: Record<string, string>[] = [];
  const { handle } = fake;
  fake.handle = (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/api/v1/billing/wallet") queries.push(Object.fromEntries(searchParams));
    return handle(request);
  };
  const parsed = primeIntellect.parse({ apiKey: fake.apiKey });
  if (!parsed.ok) throw new Error("expected the settings to be right");
  const client = parsed.connect({ http: httpOverFake(fake, now), now });
  /** A poll, and the end of what is asked beside it. */
  const settledPoll = async () => {
    await client.readFleet(signal);
    for (let turn = 0; turn < 20; turn += 1) await tick();
  };
  /** Read once the balance, and then the bills, have been asked for and have joined. */
  const fleetAt = async (minutes: number) => {
    clock.now = STARTED_AT + minutes * MINUTE_MS;
    for (let poll = 0; poll < 3; poll += 1) await settledPoll();
    return client.readFleet(signal);
  };
  return { fake, client, settledPoll, fleetAt, queries };
}

describe("the wallet", () => {
  it("is asked for its balance every five minutes, and for its bills every hour", async () => {
    const { fake, fleetAt, queries } = start();
    fake.balanceUsd = () => 1_234.5;
    for (let minute = 0; minute < 60; minute += 1) await fleetAt(minute);
    expect((await fleetAt(59)).billing).toEqual({
      ...{ balanceUsdMicros: 1_234_500_000, suspension: null, quotas: [] },
      readAt: STARTED_AT + 55 * MINUTE_MS,
    });
    const balances = queries.filter(({ limit }) => limit === "1");
    expect([balances.length, queries.length - balances.length]).toEqual([12, 1]);
  });

  it("is the team's where the clusters are a team's, and else that of the key's owner", async () => {
    const { queries, fleetAt } = start();
    await fleetAt(0);
    expect(queries.map(({ teamId }) => teamId)).toEqual(["CANARY-team-id", "CANARY-team-id"]);
    const own = start({ clusters: 2, nodesPerCluster: 1 });
    await own.fleetAt(0);
    expect(own.queries.map(({ teamId }) => teamId)).toEqual([undefined, undefined]);
  });

  it("has no balance to tell where several pay, because none of them lasts for all", async () => {
    const { fake, fleetAt } = start();
    const world = fake.world();
    fake.world = () => world.map((cluster, index) => ({ ...cluster, teamId: `team-${index % 2}` }));
    const { billing, warnings } = await fleetAt(0);
    expect(billing).toBeUndefined();
    expect(warnings).toEqual([
      "Several wallets pay for these clusters, so the balance and how long it lasts are not known",
    ]);
  });

  it("costs a key without the permission one sentence, and one request an hour", async () => {
    const { fake, fleetAt, queries } = start();
    fake.refused.add("wallet");
    for (let minute = 0; minute < 59; minute += 1) await fleetAt(minute);
    const fleet = await fleetAt(59);
    expect(fleet.warnings).toEqual([
      "This key may not read the wallet, so the balance and how long it lasts are not known",
    ]);
    expect(fleet.clusters).toHaveLength(4);
    expect(fleet.billing).toBeUndefined();
    expect(queries).toHaveLength(1);
  });

  it("that fails costs the clusters nothing, and keeps its last balance", async () => {
    const { fake, fleetAt } = start();
    const { handle } = fake;
    await fleetAt(0);
    fake.handle = async (request) =>
      request.url.includes("wallet") ? new Response(null, { status: 500 }) : handle(request);
    const fleet = await fleetAt(6);
    expect(fleet.clusters).toHaveLength(4);
    expect([fleet.billing?.readAt, fleet.warnings]).toEqual([
      STARTED_AT,
      ["The wallet could not be read lately, so the balance and how long it lasts may have changed since"],
    ]);
  });

  it("that never answers does not delay a reading", async () => {
    const { fake, client } = start();
    const { handle } = fake;
    fake.handle = (request) => (request.url.includes("wallet") ? new Promise(() => {}) : handle(request));
    expect(await client.readFleet(signal)).toMatchObject({ clusters: { length: 4 }, warnings: [] });
  });

  it("with a long history of bills is read over several polls, four pages beside each", async () => {
    const { fake, client, settledPoll, queries } = start();
    const { handle } = fake;
    const rows = Array.from({ length: 1_050 }, (_, index) => ({
      ...{ id: `row-${index}`, amount_usd: 1, currency: "USD", resource_id: "cl_000001" },
    }));
    fake.handle = async (request) => {
      const query = new URL(request.url).searchParams;
      if (!request.url.includes("wallet")) return handle(request);
      await handle(request);
      const offset = Number(query.get("offset") ?? 0);
      const recent_billings = rows.slice(offset, offset + Number(query.get("limit")));
      return Response.json({ balance_usd: 9, currency: "USD", recent_billings, total_billings: rows.length });
    };
    const bills = () => queries.filter(({ limit }) => limit !== "1").length;
    const perPoll: number[] = [];
    for (let polls = 0; polls < 5; polls += 1) {
      const before = bills();
      await settledPoll();
      perPoll.push(bills() - before);
    }
    // The balance comes first.
    expect(perPoll).toEqual([0, 4, 4, 3, 0]);
    expect((await client.readFleet(signal)).accrued?.get("cl_000001")).toBe(1_050_000_000);
  });
});
