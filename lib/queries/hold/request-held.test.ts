import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod/mini";
import { SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { paceOf } from "./pace";
import { requestHeld, SCREEN_META } from "./request-held";

const anything = z.object({ revision: z.number() });
const SEEN = { accounts: { acme: [1, 1, 2, null] }, month: null };
const inPage = new EventTarget();

interface Asked {
  wait: string | null;
  known: string | undefined;
  isGivenUp: () => boolean;
}

beforeEach(() => {
  vi.stubGlobal("document", makeDocument("visible"));
  vi.stubGlobal("window", inPage);
  vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => {
  vi.useRealTimers();
});

function makeDocument(visibilityState: "visible" | "hidden", hasFocus = true) {
  return Object.assign(new EventTarget(), { visibilityState, readyState: "complete", hasFocus: () => hasFocus });
}

/** A page that asks a server, which answers each question in turn. */
async function pageOf(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const asked: Asked[] = [];
  const server = await startLoopbackServer((request, response) => {
    const wait = new URL(request.url ?? "", "http://server").searchParams.get("wait");
    const known = request.headers["if-none-match"];
    asked.push({ wait, known, isGivenUp: () => response.destroyed && !response.writableFinished });
    answers[asked.length - 1]?.(response, request);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const queryKey = [server.origin];
  const leaving = new AbortController();
  const state = { dataUpdatedAt: Date.now(), isInvalidated: false };
  const client = { getQueryState: () => state };
  const ask = (pollIntervalsMs: number[] | null = [15_000], meta?: Record<string, unknown>) =>
    requestHeld(`${server.origin}/`, anything, { client, queryKey, signal: leaving.signal, meta, pollIntervalsMs });
  return { asked, ask, state, leave: () => leaving.abort(), pace: () => paceOf(queryKey) };
}

const headers = { ETag: '"1"', [SEEN_HEADER]: JSON.stringify(SEEN.accounts) };
const whole = (response: ServerResponse) => response.writeHead(200, headers).end('{"revision":1}');
const unchanged = (response: ServerResponse) => response.writeHead(304, headers).end();
const never = () => undefined;

it("lets the server hold a question only once the page knows an answer, and how often accounts are read", async () => {
  const page = await pageOf(whole, unchanged, unchanged);
  expect(await page.ask(null)).toEqual({ value: { revision: 1 }, seen: SEEN });
  expect(await page.ask()).toEqual({ value: { revision: 1 }, seen: SEEN });
  await page.ask([7_000]);
  expect(page.asked.map(({ wait, known }) => [wait, known])).toEqual([
    [null, undefined],
    ["10", '"1"'],
    ["5", '"1"'],
  ]);
});

it("holds none for a hidden page, nor for one out of use if windows cannot agree; a screen is always looked at", async () => {
  const page = await pageOf(whole, unchanged, unchanged, unchanged);
  await page.ask();
  vi.stubGlobal("document", makeDocument("hidden"));
  await page.ask();
  vi.stubGlobal("document", makeDocument("visible", false));
  await page.ask();
  vi.stubGlobal("document", makeDocument("hidden", false));
  await page.ask([15_000], SCREEN_META);
  expect(page.asked.slice(1).map(({ wait }) => wait)).toEqual([null, null, "10"]);
});

it("holds none for whoever has just done something, or comes back to an old page", async () => {
  const page = await pageOf(whole, unchanged, unchanged, unchanged);
  await page.ask();
  page.state.isInvalidated = true;
  await page.ask();
  Object.assign(page.state, { isInvalidated: false, dataUpdatedAt: Date.now() - 60_000 });
  await page.ask();
  page.state.dataUpdatedAt = Date.now();
  await page.ask();
  expect(page.asked.map(({ wait }) => wait)).toEqual([null, null, null, "10"]);
});

it("asks again at once after news, and after an answer that was held", async () => {
  const page = await pageOf(whole, (response) => {
    vi.advanceTimersByTime(8_000);
    unchanged(response);
  });
  await page.ask();
  expect(page.pace()).toBe("at-once");
  vi.useFakeTimers({ toFake: ["performance"] });
  await page.ask();
  expect(page.pace()).toBe("at-once");
});

it.each([
  ["the question was not held", unchanged],
  [
    "the answer's tag was dropped",
    (response: ServerResponse) =>
      response.writeHead(200, { [SEEN_HEADER]: headers[SEEN_HEADER] }).end('{"revision":2}'),
  ],
  [
    "its ages were dropped",
    (response: ServerResponse) => response.writeHead(200, { ETag: '"2"' }).end('{"revision":2}'),
  ],
])("takes its time if %s", async (_, answer) => {
  const page = await pageOf(whole, answer);
  await page.ask();
  await page.ask().catch(() => null);
  expect(page.pace()).toBe("calm");
});

it("asks again soon if a held question breaks off, and takes its time from the second failure on", async () => {
  const breakOff = (response: ServerResponse) => response.destroy();
  const page = await pageOf(whole, breakOff, breakOff, unchanged);
  await page.ask();
  const paces: unknown[] = [];
  for (let question = 0; question < 2; question += 1) {
    await page.ask().catch(() => null);
    paces.push(page.pace());
  }
  expect(paces).toEqual(["soon", "calm"]);
});

it("comes back to a server that ends, or to another, within the second that it was told", async () => {
  const ending = (response: ServerResponse) => response.writeHead(304, { ...headers, "Retry-After": "4" }).end();
  const page = await pageOf(whole, ending, unchanged);
  await page.ask();
  await page.ask();
  expect(page.pace()).toBeGreaterThan(3_000);
  expect(page.pace()).toBeLessThanOrEqual(4_000);
  await page.ask();
  expect(page.pace()).toBe("calm");
});

it("asks for the body if nothing else tells the ages", async () => {
  const ageless = (response: ServerResponse) => response.writeHead(200, { ETag: '"1"' }).end('{"revision":1}');
  const page = await pageOf(ageless, ageless);
  for (const known of [undefined, undefined]) {
    await page.ask();
    expect(page.asked.at(-1)?.known).toBe(known);
  }
});

it("asks for the body again if only some answers tell the ages", async () => {
  const page = await pageOf(whole, (response) => response.writeHead(304, { ETag: '"1"' }).end(), whole);
  await page.ask();
  expect(await page.ask()).toEqual({ value: { revision: 1 }, seen: { accounts: null, month: null } });
  expect(await page.ask()).toEqual({ value: { revision: 1 }, seen: SEEN });
  expect(page.asked.map(({ known }) => known)).toEqual([undefined, '"1"', undefined]);
});

it("gives a question up when the page wakes, as often as it does, and asks anew without waiting", async () => {
  const page = await pageOf(whole, never, never, unchanged);
  await page.ask();
  const answer = page.ask();
  await expect.poll(() => page.asked.length).toBe(2);
  inPage.dispatchEvent(new Event("online"));
  await expect.poll(() => page.asked.length).toBe(3);
  inPage.dispatchEvent(new Event("pageshow"));
  expect(await answer).toMatchObject({ value: { revision: 1 } });
  expect(page.asked.map(({ wait }) => wait)).toEqual([null, "10", null, null]);
  await expect.poll(() => page.asked.filter(({ isGivenUp }) => isGivenUp()).length).toBe(2);
});

it("asks once more if a question that was held is refused, since its cookie may have been replaced meanwhile", async () => {
  const refused = (response: ServerResponse) =>
    response.writeHead(401).end('{"code":"unauthenticated","detail":"Sign in first."}');
  const page = await pageOf(whole, refused, unchanged, refused, refused);
  await page.ask();
  expect(await page.ask()).toMatchObject({ value: { revision: 1 } });
  await expect(page.ask()).rejects.toMatchObject({ status: 401 });
  expect(page.asked.map(({ wait }) => wait)).toEqual([null, "10", null, "10", null]);
});

it("ends with the query that asks", async () => {
  const page = await pageOf(whole, never);
  await page.ask();
  const answer = page.ask();
  await expect.poll(() => page.asked.length).toBe(2);
  page.leave();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => page.asked[1]?.isGivenUp()).toBe(true);
  inPage.dispatchEvent(new Event("online"));
  expect(page.asked).toHaveLength(2);
});
