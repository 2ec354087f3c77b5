import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answering, faultyOnce, resetting, startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { ProviderError } from "../errors";
import { createGate } from "./gate";
import { createProviderHttp, type ProviderHttpOptions } from "./http";

const KEY = "key-canary-7f3a";
const OPTIONS: Omit<ProviderHttpOptions, "baseUrl"> = {
  providerLabel: "Fireworks",
  now: () => 0,
  random: () => 0,
  sleep: async () => {},
  onRequest: () => {},
  hasRoom: () => true,
  onHeaders: () => {},
  sharedGate: createGate(32),
};
const REQUEST = {
  path: "/clusters",
  headers: { authorization: `Bearer ${KEY}` },
  body: { clusterId: "body-canary-91cc" },
  schema: z.object({ name: z.string() }),
  signal: new AbortController().signal,
};
const made = answering(200, {}, '{"name":"a","secret":"body-canary-91cc"}');

async function post(listener: RequestListener, options: Partial<ProviderHttpOptions> = {}, encoding?: "form") {
  await using server = await startLoopbackServer(listener);
  const http = createProviderHttp({ ...OPTIONS, baseUrl: `${server.origin}/v1`, ...options });
  return await http.postJson({ ...REQUEST, ...(encoding && { encoding }) });
}

/** The error of a call to a server that behaves so, which shows neither key nor body. */
async function failure(listener: RequestListener, options: Partial<ProviderHttpOptions> = {}): Promise<ProviderError> {
  const error = await post(listener, options).catch((reason: unknown) => reason);
  if (!(error instanceof ProviderError)) return expect.fail(`expected a ProviderError, not ${String(error)}`);
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("canary");
  expect(error.message).toMatch(/Fireworks .*POST \/v1\/clusters[ :]/);
  return error;
}

it("sends the body as JSON and gives only what the schema names", async () => {
  const seen: unknown[] = [];
  const answer = await post(async (request, response) => {
    const { method, url, headers } = request;
    seen.push(method, url, headers["content-type"], headers.authorization, JSON.parse(await text(request)));
    made(request, response);
  });
  expect(answer).toEqual({ name: "a" });
  expect(seen).toEqual(["POST", "/v1/clusters", "application/json", `Bearer ${KEY}`, REQUEST.body]);
});

it("sends the body as a form where that is asked for", async () => {
  const seen: unknown[] = [];
  await post(
    async (request, response) => {
      seen.push(request.headers["content-type"], await text(request));
      made(request, response);
    },
    {},
    "form",
  );
  expect(seen).toEqual(["application/x-www-form-urlencoded", "clusterId=body-canary-91cc"]);
});

describe("whatever goes wrong", () => {
  it.each<[string, RequestListener, mayHaveActed: boolean]>([
    ["400", answering(400, {}, "body-canary"), false],
    ["401", answering(401, {}, ""), false],
    ["403", answering(403, {}, ""), false],
    ["409", answering(409, {}, ""), false],
    ["429", answering(429, { "retry-after": "7" }, ""), false],
    ["501", answering(501, {}, ""), false],
    ["a redirect", answering(302, { location: "http://127.0.0.1:1/" }, ""), true],
    ["500", answering(500, {}, "body-canary"), true],
    ["502", answering(502, {}, ""), true],
    ["503", answering(503, {}, ""), true],
    ["504", answering(504, {}, ""), true],
    ["a reset", resetting, true],
    ["an answer that cannot be read", answering(200, {}, "<!doctype html> body-canary"), true],
    ["an answer of another shape", answering(200, {}, '{"name":["body-canary"]}'), true],
  ])("sends once, and after %s tells whether it may have been carried out", async (_name, fault, mayHaveActed) => {
    const listener = faultyOnce(fault, made);
    let counted = 0;
    const error = await failure(listener, { onRequest: () => (counted += 1) });
    expect(error.mayHaveActed).toBe(mayHaveActed);
    expect([listener.counted.requests, counted]).toEqual([1, 1]);
  });

  it("may have been carried out when no answer comes in time", async () => {
    const listener = faultyOnce(() => {}, made);
    // For long enough that it has been sent by then, however busy the machine is.
    expect(await failure(listener, { deadlineMs: 5_000 })).toMatchObject({ kind: "timeout", mayHaveActed: true });
    expect(listener.counted.requests).toBe(1);
  });

  it("was not carried out when nobody listens", async () => {
    const { origin, ...closed } = await startLoopbackServer(made);
    await closed[Symbol.asyncDispose]();
    const call = createProviderHttp({ ...OPTIONS, baseUrl: origin }).postJson(REQUEST);
    await expect(call).rejects.toMatchObject({ kind: "unreachable", mayHaveActed: false });
  });
});

it("sends nothing, and counts nothing, where it must not be sent any more by the time when it is its turn", async () => {
  const gate = createGate(1);
  const counted: unknown[] = [];
  const sent: unknown[] = [];
  const ahead = Promise.withResolvers<void>();
  void gate.run(REQUEST.signal, () => ahead.promise);
  await using server = await startLoopbackServer((request, response) => {
    sent.push(request.method);
    made(request, response);
  });
  const options = { ...OPTIONS, onRequest: () => counted.push(1), sharedGate: gate };
  let isTooLate = false;
  const requireSendable = () => {
    if (isTooLate) throw new Error("too late");
  };
  const http = createProviderHttp({ ...options, baseUrl: server.origin });
  const waiting = http.postJson({ ...REQUEST, requireSendable });
  isTooLate = true;
  ahead.resolve();
  await expect(waiting).rejects.toThrow("too late");
  expect([sent, counted]).toEqual([[], []]);
});
