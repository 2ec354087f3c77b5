import { expect, it } from "vitest";
import { z } from "zod";
import { createGate } from "../../providers/http/gate";
import { createProviderHttp } from "../../providers/http/http";
import { createRequestBudget } from "../request-budget";
import type { BudgetRows, Limits } from "./budget-rows";
import { createSharedBudget } from "./shared-budget";

/** Servers that share one account, and the provider that they ask. */
function sharing(requestsPerMinute: number | null) {
  const clock = { now: 1_000_000 };
  const database = { isAway: false, blockedUntil: 0, sentAt: [] as number[], limits: [] as Limits[] };
  const rows: BudgetRows = {
    count: async (_, limits) => {
      if (database.isAway) throw new Error("away");
      database.limits.push(limits);
      const used = database.sentAt.filter((at) => at > clock.now - 60_000).length;
      const blockedMs = Math.max(0, database.blockedUntil - clock.now);
      const isAdmitted = blockedMs === 0 && (limits.perMinute === null || used < limits.perMinute);
      if (isAdmitted) database.sentAt.push(clock.now);
      return { isAdmitted, used: isAdmitted ? used + 1 : used, blockedMs };
    },
    block: async (_, forMs) => {
      if (database.isAway) throw new Error("away");
      database.blockedUntil = Math.max(database.blockedUntil, clock.now + forMs);
    },
    learn: async () => {},
  };
  const provider = { asked: [] as string[], answer: () => new Response("{}") };

  function startServer(name: string, isPolling: boolean) {
    const budget = createRequestBudget({ requestsPerMinute, now: () => clock.now });
    const sleep = async (durationMs: number) => {
      clock.now += durationMs;
    };
    const shared = createSharedBudget({
      ...{
        account: { id: "acme", settings: {} },
        providerLabel: "Acme",
        requestsPerMinute: () => requestsPerMinute,
        budget,
      },
      ...{ rows: () => rows, isPolling: () => isPolling, now: () => clock.now, sleep },
    });
    const http = createProviderHttp({
      ...{ providerLabel: "Acme", baseUrl: "https://acme.example", now: () => clock.now, random: () => 0, sleep },
      onRequest: (isAddition) => {
        shared.requireNoHold();
        budget.spend(isAddition);
      },
      ...{ admit: shared.admit, onHold: shared.hold, hasRoom: budget.hasRoom },
      ...{ onHeaders: () => {}, sharedGate: createGate(32) },
      outbound: {
        proxyNameFor: () => null,
        send: async () => {
          provider.asked.push(name);
          return provider.answer();
        },
      },
    });
    const ask = () =>
      http.getJson({ path: "/x", headers: {}, schema: z.object({}), signal: new AbortController().signal });
    return { ask, budget };
  }
  return { clock, database, provider, poller: startServer("poller", true), other: startServer("other", false) };
}

const refusedAs = (kind: string) => expect.objectContaining({ kind });
const outcomesOf = async (asked: Promise<unknown>[]) =>
  (await Promise.allSettled(asked)).map((one) => (one.status === "fulfilled" ? "answered" : one.reason.kind));

it("leaves a reserve to the server that polls", async () => {
  const { provider, poller, other } = sharing(10);
  expect(await outcomesOf(Array.from({ length: 9 }, other.ask))).toEqual([
    ...Array.from({ length: 7 }, () => "answered"),
    ...["rate-limited", "rate-limited"],
  ]);
  await Promise.all([poller.ask(), poller.ask(), poller.ask()]);
  expect(provider.asked.filter((name) => name === "poller")).toHaveLength(3);
});

it("plans polls with what other servers send", async () => {
  const { poller, other } = sharing(10);
  for (let sent = 0; sent < 4; sent += 1) await other.ask();
  await poller.ask();
  expect(poller.budget.state().remaining).toBe(5);
});

it("has the server that polls wait until others' requests are a minute old, rather than fail", async () => {
  const { clock, provider, poller } = sharing(10);
  for (let sent = 0; sent < 10; sent += 1) await poller.ask();
  clock.now += 50_000;
  await poller.ask();
  expect(provider.asked).toHaveLength(11);
  expect(clock.now).toBe(1_000_000 + 60_000);
});

it("sends nothing from any server, poll or not, while the provider wants a pause of either", async () => {
  const { clock, provider, poller, other } = sharing(null);
  provider.answer = () => new Response("", { status: 429, headers: { "Retry-After": "30" } });
  await expect(other.ask()).rejects.toEqual(refusedAs("rate-limited"));
  provider.answer = () => new Response("{}");
  clock.now += 20_000;
  await expect(poller.ask()).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 10_000 });
  await expect(other.ask()).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 10_000 });
  expect(provider.asked).toEqual(["other"]);
  clock.now += 10_000;
  await poller.ask();
  expect(provider.asked).toEqual(["other", "poller"]);
});

it("sends nothing that waited for its turn while the provider has come to want a pause", async () => {
  const { provider, poller } = sharing(null);
  provider.answer = () => new Response("", { status: 429, headers: { "Retry-After": "30" } });
  const outcomes = await outcomesOf(Array.from({ length: 9 }, poller.ask));
  expect(outcomes).toEqual(Array(9).fill("rate-limited"));
  // So many of one account may be under way at once.
  expect(provider.asked).toHaveLength(4);
});

it("says what the provider answered where no request is left to try again with, and does not wait for one", async () => {
  const { clock, provider, poller } = sharing(1);
  provider.answer = () => new Response("", { status: 502 });
  await expect(poller.ask()).rejects.toMatchObject({ kind: "upstream", status: 502 });
  expect(provider.asked).toHaveLength(1);
  expect(clock.now).toBe(1_000_000 + 200);
});

it("does not hold others back for what it refuses itself", async () => {
  const { database, other } = sharing(1);
  await other.ask();
  await expect(other.ask()).rejects.toEqual(refusedAs("rate-limited"));
  expect(database.blockedUntil).toBe(0);
});

it("goes on polling by its own count while the database is away, and sends little besides", async () => {
  const { database, poller, other } = sharing(20);
  database.isAway = true;
  expect(await outcomesOf(Array.from({ length: 20 }, poller.ask))).toEqual(Array(20).fill("answered"));
  const outcomes: string[] = [];
  for (let sent = 0; sent < 7; sent += 1) outcomes.push(...(await outcomesOf([other.ask()])));
  expect(outcomes).toEqual([...Array(5).fill("answered"), "rate-limited", "rate-limited"]);
});

it("keeps to a pause that it knows of while the database is away", async () => {
  const { clock, database, provider, poller } = sharing(null);
  database.isAway = true;
  provider.answer = () => new Response("", { status: 503, headers: { "Retry-After": "60" } });
  await expect(poller.ask()).rejects.toEqual(refusedAs("upstream"));
  await expect(poller.ask()).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 60_000 });
  clock.now += 60_000;
  provider.answer = () => new Response("{}");
  await poller.ask();
  expect(provider.asked).toHaveLength(2);
});
