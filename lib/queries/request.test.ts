import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod/mini";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { serverContact } from "./liveness/server-contact";
import { problemText, requestJson } from "./request";

const today = z.object({ accounts: z.array(z.string()) });

it("tells an answer that another build sent apart from one that is not the server's, and asks no browser's cache", async () => {
  const asked: (string | undefined)[] = [];
  let sent: { build?: string; body: string } = { build: "one", body: '{"accounts":[]}' };
  await using server = await startLoopbackServer((request, response) => {
    asked.push(request.headers["cache-control"]);
    response.writeHead(200, sent.build === undefined ? {} : { "X-Server-Build": sent.build }).end(sent.body);
  });
  const ask = (build: string | undefined, body: string) => {
    sent = { ...(build !== undefined && { build }), body };
    return requestJson(`${server.origin}/api/clusters`, today);
  };
  expect(await ask("one", '{"accounts":[]}')).toEqual({ accounts: [] });
  for (const body of ["{}", "<!doctype html>"]) {
    await expect(ask(undefined, body)).rejects.toMatchObject({
      code: "bad-response",
      detail: "The answer did not come from a Clusterdeck server (HTTP 200).",
    });
  }
  await expect(ask("two", '{"renamed":[]}')).rejects.toMatchObject({
    code: "bad-response",
    detail: "Clusterdeck was updated while this page was open. Reload the page to go on.",
  });
  expect(await ask("one", '{"accounts":["a"]}')).toEqual({ accounts: ["a"] });
  expect(new Set(asked)).toEqual(new Set(["no-cache"]));
});

describe("a request that fails", () => {
  afterEach(() => vi.unstubAllGlobals());

  const failureOf = async (path: string, options: Parameters<typeof requestJson>[2] = {}) =>
    requestJson(path, today, options).then(
      () => null,
      (error: unknown) => error,
    );

  it("says so when the server cannot be reached, or the device is offline", async () => {
    const server = await startLoopbackServer(() => undefined);
    await server[Symbol.asyncDispose]();
    expect(await failureOf(server.origin)).toMatchObject({ code: "unreachable", status: null });
    vi.stubGlobal("navigator", { onLine: false });
    expect(await failureOf(server.origin)).toMatchObject({ code: "offline", status: null });
    expect(serverContact()).toMatchObject({ state: "failed", error: { code: "offline" } });
  });

  it("says so when the server answers too late, or breaks off", async () => {
    await using silent = await startLoopbackServer(() => undefined);
    expect(await failureOf(silent.origin, { timeoutMs: 20 })).toMatchObject({ code: "timeout", status: null });
    await using cut = await startLoopbackServer((_request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write('{"accounts"', () => response.destroy());
    });
    expect(await failureOf(cut.origin)).toMatchObject({
      code: "unreachable",
      detail: "The answer of Clusterdeck's server broke off.",
    });
  });

  it("says so when something in front of the server redirects it, and follows nobody", async () => {
    const paths: (string | undefined)[] = [];
    await using proxy = await startLoopbackServer((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { Location: "/sign-in" }).end();
    });
    expect(await failureOf(`${proxy.origin}/api/clusters`)).toMatchObject({ code: "redirected", status: null });
    expect(paths).toEqual(["/api/clusters"]);
  });

  it("is Clusterdeck's own fault when its server's answer is not what the page expects, and says that", async () => {
    await using server = await startLoopbackServer((request, response) => {
      const status = request.url === "/refused" ? 418 : 200;
      response.writeHead(status, { "X-Server-Build": "one" }).end('{"accounts":[7]}');
    });
    for (const [path, status] of [["", 200] as const, ["/refused", 418] as const]) {
      const error = await failureOf(`${server.origin}${path}`);
      expect(error).toMatchObject({ code: "unreadable", status });
      expect(problemText(error)).toContain("fault of Clusterdeck’s own");
    }
  });

  it("is never told as a server that cannot be reached when this page failed", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end('{"accounts":[]}'));
    const throwing = { safeParse: () => JSON.parse("not even this") };
    const faults = [
      failureOf(server.origin, { headers: { "X-Screen": "☃" } }),
      failureOf(server.origin, { method: "POST", body: { amount: 1n } }),
      requestJson(server.origin, throwing).catch((error: unknown) => error),
    ];
    for (const fault of await Promise.all(faults)) {
      expect(fault).toBeInstanceOf(Error);
      expect(problemText(fault)).toMatch(/^This page ran into an unexpected error .* fault of Clusterdeck’s own/);
    }
  });

  it("is nobody's failure when it was given up", async () => {
    await using server = await startLoopbackServer((_request, response) => response.end('{"accounts":[]}'));
    await requestJson(server.origin, today);
    expect(await failureOf(server.origin, { signal: AbortSignal.abort() })).toMatchObject({ name: "AbortError" });
    expect(serverContact().state).not.toBe("failed");
  });
});
