import { expect, it } from "vitest";
import { z } from "zod";
import type { OutboundResponse } from "../../outbound/outbound";
import { createGate } from "./gate";
import { createProviderHttp } from "./http";
import type { Pace } from "./pace";

const NOW = Date.UTC(2026, 10, 20, 15);
const { signal } = new AbortController();

/** A provider that answers each request after `latencyMs`, seen by a clock that only moves with it and with our waits. */
function connect(pace: Pace, answer: (at: number) => OutboundResponse = () => Response.json({}), latencyMs = 0) {
  const clock = { now: NOW };
  const seen: [path: string, at: number][] = [];
  const http = createProviderHttp({
    ...{ providerLabel: "Acme", baseUrl: "https://acme.example", now: () => clock.now, random: () => 0, pace },
    ...{ onRequest: () => {}, hasRoom: () => true, onHeaders: () => {}, sharedGate: createGate(32) },
    sleep: async (ms) => {
      clock.now += ms;
    },
    outbound: {
      send: async ({ pathname }) => {
        seen.push([pathname, clock.now - NOW]);
        clock.now += latencyMs;
        return answer(clock.now - NOW);
      },
      proxyNameFor: () => null,
    },
  });
  const get = (path: string, caller = signal) =>
    http.getJson({ path, headers: {}, schema: z.unknown(), signal: caller });
  return { get, seen, clock };
}

const tooFrequent = () => new Response("API requests too frequent", { status: 429 });

it("keeps the interval between two requests to one endpoint, counted from the first one's answer", async () => {
  const { get, seen } = connect({ minIntervalMs: 2_000, per: "endpoint" }, undefined, 300);
  await Promise.all([get("/a"), get("/a")]);
  await get("/a");
  expect(seen.map(([, at]) => at)).toEqual([0, 2_300, 4_600]);
});

it("lets other endpoints go ahead, unless the interval is the account's", async () => {
  const apart = async (per: Pace["per"]) => {
    const { get, seen } = connect({ minIntervalMs: 1_000, per });
    for (const path of ["/a", "/b", "/a"]) await get(path);
    return seen.map(([, at]) => at);
  };
  expect(await apart("endpoint")).toEqual([0, 0, 1_000]);
  expect(await apart("account")).toEqual([0, 1_000, 2_000]);
});

it("waits no longer than the interval has left, or than it is if the clock was set back", async () => {
  const { get, seen, clock } = connect({ minIntervalMs: 1_000, per: "account" });
  await get("/a");
  clock.now += 900;
  await get("/a");
  clock.now -= 3_600_000;
  await get("/a");
  expect(seen.map(([, at]) => at)).toEqual([0, 1_000, 2_000 - 3_600_000]);
});

it("waits 5 s after a refusal as too frequent, and twice as long after each further one, until one is answered", async () => {
  let refuses = true;
  const { get, seen } = connect({ minIntervalMs: 1_000, per: "endpoint" }, () =>
    refuses ? tooFrequent() : Response.json({}),
  );
  const refused = (retryAfterMs: number) => ({ kind: "rate-limited", status: 429, retryAfterMs });
  await expect(get("/a")).rejects.toMatchObject(refused(5_000));
  await expect(get("/a")).rejects.toMatchObject(refused(10_000));
  await expect(get("/a")).rejects.toMatchObject(refused(20_000));
  refuses = false;
  await get("/a");
  refuses = true;
  await expect(get("/a")).rejects.toMatchObject(refused(5_000));
  expect(seen.map(([, at]) => at)).toEqual([0, 5_000, 15_000, 35_000, 36_000]);
});

it("never backs off for more than five minutes, and exactly as long as the provider asks", async () => {
  const { get } = connect({ minIntervalMs: 1_000, per: "endpoint" }, tooFrequent);
  for (let tries = 0; tries < 9; tries += 1) await get("/a").catch(() => {});
  await expect(get("/a")).rejects.toMatchObject({ retryAfterMs: 300_000 });

  const asking = () => new Response(null, { status: 429, headers: { "retry-after": "7" } });
  const { get: ask, seen } = connect({ minIntervalMs: 1_000, per: "account" }, asking);
  await expect(ask("/a")).rejects.toMatchObject({ retryAfterMs: 7_000 });
  await expect(ask("/b")).rejects.toMatchObject({ retryAfterMs: 7_000 });
  expect(seen.map(([, at]) => at)).toEqual([0, 7_000]);
});

it("keeps the interval before a retry, too", async () => {
  const { get, seen } = connect({ minIntervalMs: 1_000, per: "account" }, (at) =>
    at === 0 ? new Response(null, { status: 503 }) : Response.json({}),
  );
  await get("/a");
  expect(seen.map(([, at]) => at)).toEqual([0, 1_000]);
});

it("lets a caller that gives up while it waits go at once, and does not send its request", async () => {
  const { get, seen } = connect({ minIntervalMs: 1_000, per: "account" }, undefined, 10);
  const caller = new AbortController();
  const first = get("/a");
  const second = get("/b", caller.signal);
  caller.abort(new Error("gone"));
  await expect(second).rejects.toThrow("gone");
  await first;
  await get("/c");
  expect(seen.map(([path]) => path)).toEqual(["/a", "/c"]);
});

it("keeps the paths of weeks in no memory, and forgets none whose next request has to wait", async () => {
  const { get, seen, clock } = connect({ minIntervalMs: 1_000, per: "endpoint" });
  for (let id = 0; id <= 100; id += 1) await get(`/${id}`);
  await get("/0");
  clock.now += 1_000;
  await get("/other");
  await get("/1");
  expect(seen.slice(-3).map(([, at]) => at)).toEqual([1_000, 2_000, 2_000]);
});
