import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answering, endless, faultyOnce, resetting, startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { createGate } from "./gate";
import { createProviderHttp, type ProviderHttpOptions } from "./http";

const MIB = 1024 * 1024;
const KEY = "key-canary-7f3a";
const SECRET_BODY = '{"error":"body-canary-91cc","clusters":[{"id":7,"secret":"body-canary-91cc"}]}';
const NOW = Date.UTC(2026, 10, 20, 15, 0, 0);
const OPTIONS: Omit<ProviderHttpOptions, "baseUrl"> = {
  providerLabel: "Shadeform",
  now: () => NOW,
  random: () => 0,
  sleep: async () => {},
  onRequest: () => {},
  hasRoom: () => true,
  onHeaders: () => {},
  sharedGate: createGate(32),
};
const REQUEST = {
  path: "/clusters",
  query: { page: 1, token: KEY, absent: undefined },
  headers: { authorization: `Bearer ${KEY}` },
  schema: z.object({ clusters: z.array(z.object({ id: z.string() })) }),
  signal: new AbortController().signal,
};

const good = answering(200, {}, '{"clusters":[{"id":"a","secret":"body-canary-91cc"}],"other":1}');
const silent: RequestListener = () => {};

function connect(origin: string, options: Partial<ProviderHttpOptions> = {}) {
  return createProviderHttp({ ...OPTIONS, baseUrl: `${origin}/v1`, ...options });
}

async function read(listener: RequestListener, options: Partial<ProviderHttpOptions> = {}) {
  await using server = await startLoopbackServer(listener);
  return await connect(server.origin, options).getJson(REQUEST);
}

/** The error of a call to a server that behaves so. Whatever went wrong, it shows no canary and no query. */
async function failure(listener: RequestListener, options: Partial<ProviderHttpOptions> = {}): Promise<ProviderError> {
  return await providerError(read(listener, options));
}

async function providerError(call: Promise<unknown>): Promise<ProviderError> {
  const error = await call.then(
    () => new Error("The call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw error;
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("canary");
  expect(error.cause).toBeUndefined();
  expect(error.message).toContain("Shadeform");
  expect(error.message).toMatch(/GET \/v1\/clusters[ :]/);
  return error;
}

describe("a good answer", () => {
  it("gives only what the schema names", async () => {
    expect(await read(good)).toEqual({ clusters: [{ id: "a" }] });
  });

  it("is asked for below the base URL, with the query and the adapter's headers", async () => {
    const seen: unknown[] = [];
    await read((request, response) => {
      seen.push(request.method, request.url, request.headers.authorization);
      good(request, response);
    });
    expect(seen).toEqual(["GET", `/v1/clusters?page=1&token=${KEY}`, `Bearer ${KEY}`]);
  });

  it("is read when compressed", async () => {
    const compressed = answering(200, { "content-encoding": "gzip" }, gzipSync('{"clusters":[]}'));
    expect(await read(compressed)).toEqual({ clusters: [] });
  });
});

describe("a status", () => {
  it.each<[number, ProviderErrorKind, string]>([
    [301, "upstream", "redirected"],
    [400, "upstream", "rejected"],
    [401, "auth", "refused the key"],
    [402, "upstream", "payment"],
    [403, "forbidden", "permission"],
    [404, "not-found", "knows no"],
    [429, "rate-limited", "limits requests"],
    [500, "upstream", "failed to answer"],
    [503, "upstream", "failed to answer"],
  ])("of %d is reported as %s", async (status, kind, words) => {
    const error = await failure(answering(status, {}, SECRET_BODY));
    expect(error).toMatchObject({ kind, status, retryAfterMs: undefined });
    expect(error.message).toContain(`(${status})`);
    expect(error.message).toContain(words);
  });

  it.each([429, 500, 503])("of %d passes on Retry-After", async (status) => {
    expect((await failure(answering(status, { "retry-after": "7" }, ""))).retryAfterMs).toBe(7_000);
    const inNinetySeconds = new Date(NOW + 90_000).toUTCString();
    expect((await failure(answering(status, { "retry-after": inNinetySeconds }, ""))).retryAfterMs).toBe(90_000);
  });

  it("shows its headers to whoever counts the limit, even that of an error", async () => {
    const remaining: (string | null)[] = [];
    await failure(answering(401, { "x-ratelimit-remaining": "3" }, ""), {
      onHeaders: (headers) => remaining.push(headers.get("x-ratelimit-remaining")),
    });
    expect(remaining).toEqual(["3"]);
  });

  it("of an error closes the socket of its body, which nobody reads", async () => {
    const { listener, bytesTaken } = endless(401, {}, Buffer.alloc(1024));
    await using server = await startLoopbackServer(listener);
    await providerError(connect(server.origin).getJson(REQUEST));
    expect(await bytesTaken).toBeGreaterThan(0);
  });

  it("that redirects is not followed: the other host hears nothing of the key", async () => {
    const heard: unknown[] = [];
    await using other = await startLoopbackServer((request, response) => {
      heard.push(request.url);
      good(request, response);
    });
    const error = await failure(answering(302, { location: `${other.origin}/v1/clusters` }, ""));
    expect(error).toMatchObject({ kind: "upstream", status: 302 });
    expect(error.message).toContain("The key was not sent on");
    expect(heard).toEqual([]);
  });
});

describe("a bad answer", () => {
  it.each<[string, RequestListener, string]>([
    ["a web page", answering(200, { "content-type": "text/html" }, "<!doctype html> body-canary"), "a web page"],
    ["nothing", answering(200, {}, ""), "with nothing"],
    ["no content", answering(204, {}, ""), "with nothing"],
    ["text", answering(200, {}, "body-canary"), "not JSON"],
    ["NaN", answering(200, {}, '{"clusters":NaN}'), "not JSON"],
    ["another shape", answering(200, {}, SECRET_BODY), "unexpected clusters.0.id"],
    ["100 000-deep JSON", answering(200, {}, "[".repeat(100_000) + "]".repeat(100_000)), "nested deeper than 64"],
    ["broken gzip", answering(200, { "content-encoding": "gzip" }, "body-canary"), "garbled"],
    ["something other than HTTP", (request) => request.socket.end("SSH-2.0-body-canary\r\n"), "proper HTTP"],
    ["less than it announced", truncated, "only in part"],
  ])("of %s is reported as bad-response", async (_name, listener, words) => {
    const error = await failure(listener);
    expect(error.kind).toBe("bad-response");
    expect(error.message).toContain(words);
  });

  it("of 50 MB is given up once 8 MB have come", async () => {
    const { listener, bytesTaken } = endless(200, {}, Buffer.alloc(64 * 1024, " "));
    await using server = await startLoopbackServer(listener);
    const error = await providerError(connect(server.origin).getJson(REQUEST));
    expect(error).toMatchObject({ kind: "bad-response", message: expect.stringContaining("more than 8 MB") });
    expect(await bytesTaken).toBeLessThan(50 * MIB);
  });

  it("of a few compressed bytes that unpack to 1 GB is given up once 8 MB are unpacked", async () => {
    const member = gzipSync(Buffer.alloc(64 * MIB, " "));
    const bomb = answering(200, { "content-encoding": "gzip" }, Buffer.concat(Array(16).fill(member)));
    expect(await failure(bomb)).toMatchObject({
      kind: "bad-response",
      message: expect.stringContaining("more than 8 MB"),
    });
  });
});

describe("no answer", () => {
  it("in time is reported as timeout, whether nothing came or one byte per moment", async () => {
    const dripping = endlessDrip();
    expect((await failure(silent, { deadlineMs: 100 })).kind).toBe("timeout");
    expect((await failure(dripping, { deadlineMs: 300 })).kind).toBe("timeout");
  });

  it("because nobody listens is reported as unreachable", async () => {
    const { origin, ...closed } = await startLoopbackServer(silent);
    await closed[Symbol.asyncDispose]();
    const error = await providerError(connect(origin).getJson(REQUEST));
    expect(error).toMatchObject({ kind: "unreachable", message: expect.stringContaining("ECONNREFUSED") });
  });

  it("because the caller has gone ends with the caller's reason and closes the socket", async () => {
    const caller = new AbortController();
    const closed = Promise.withResolvers<void>();
    await using server = await startLoopbackServer((_request, response) => {
      response.on("close", closed.resolve);
      caller.abort(new Error("shutting down"));
    });
    const call = connect(server.origin).getJson({ ...REQUEST, signal: caller.signal });
    await expect(call).rejects.toThrow("shutting down");
    await closed.promise;
  });
});

describe("a retry", () => {
  it.each<[string, RequestListener]>([
    ["a reset", resetting],
    ["502", answering(502, {}, SECRET_BODY)],
    ["503", answering(503, {}, SECRET_BODY)],
    ["504", answering(504, {}, SECRET_BODY)],
  ])("happens once after %s, and counts as a request of its own", async (_name, fault) => {
    let counted = 0;
    const listener = faultyOnce(fault, good);
    expect(await read(listener, { onRequest: () => (counted += 1) })).toEqual({ clusters: [{ id: "a" }] });
    expect(counted).toBe(2);
    expect(listener.counted.requests).toBe(2);
  });

  it("that meets a reset again is reported as unreachable", async () => {
    let counted = 0;
    expect((await failure(resetting, { onRequest: () => (counted += 1) })).kind).toBe("unreachable");
    expect(counted).toBe(2);
  });

  it.each<[string, RequestListener]>([
    ["500", answering(500, {}, "")],
    ["429", answering(429, {}, "")],
    ["503 with Retry-After", answering(503, { "retry-after": "1" }, "")],
  ])("does not happen after %s", async (_name, fault) => {
    const listener = faultyOnce(fault, good);
    await failure(listener);
    expect(listener.counted.requests).toBe(1);
  });

  it("waits no longer than the deadline of the whole call", async () => {
    const sleep: ProviderHttpOptions["sleep"] = (_durationMs, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    expect((await failure(resetting, { sleep, deadlineMs: 100 })).kind).toBe("timeout");
  });
});

it("keeps at most 4 calls of an account in flight, and makes the others afterwards", async () => {
  let sent = 0;
  let arrived = 0;
  const fourArrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  await using server = await startLoopbackServer(async (request, response) => {
    arrived += 1;
    if (arrived === 4) fourArrived.resolve();
    await release.promise;
    good(request, response);
  });
  const http = connect(server.origin, { onRequest: () => (sent += 1) });
  const calls = Array.from({ length: 20 }, () => http.getJson(REQUEST));
  await fourArrived.promise;
  expect(sent).toBe(4);
  release.resolve();
  await Promise.all(calls);
  expect(sent).toBe(20);
});

function truncated(...[_request, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"clusters":[', () => response.socket?.end());
}

function endlessDrip(): RequestListener {
  return (_request, response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  };
}
