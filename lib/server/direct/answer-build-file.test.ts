import { once } from "node:events";
import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { EVERYWHERE } from "@/lib/contract/answer-headers.mjs";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { setRunningApplication } from "@/lib/testing/http/running-application";
import { answerBuildFile } from "./answer-build-file";

const FILES: Record<string, () => Promise<Buffer | null>> = {
  "chunks/one.js": async () => gzipSync("one()"),
  "chunks/gone.js": async () => null,
  "chunks/away.js": () => Promise.reject(new Error("a secret")),
};

afterEach(() => setRunningApplication(null));

async function serving(application: object = { buildFiles: { find: (path: string) => FILES[path] ?? null } }) {
  setRunningApplication(application);
  const server = await startLoopbackServer((message, response) => {
    if (!answerBuildFile(message, response)) response.end("Next");
  });
  const ask = async (path: string, { method = "GET", headers = { "accept-encoding": "gzip, br" } as object } = {}) => {
    const asking = request(`${server.origin}${path}`, { method, headers: { ...headers } }).end();
    const [answer] = await once(asking, "response");
    return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
  };
  return { ask, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

const lowerCase = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

it("sends a file of another build for ever, as Next sends its own, compressed for those who accept that", async () => {
  await using server = await serving();
  const { status, headers, body } = await server.ask("/_next/static/chunks/one.js?dpl=b");
  expect([status, String(gunzipSync(body))]).toEqual([200, "one()"]);
  expect(headers).toMatchObject({
    ...lowerCase(EVERYWHERE),
    "cache-control": "public, max-age=31536000, immutable",
    "content-type": "application/javascript; charset=UTF-8",
    "content-encoding": "gzip",
    vary: "Accept-Encoding",
  });
  const plain = await server.ask("/_next/static/chunks/one.js", { headers: {} });
  expect([plain.headers["content-encoding"], String(plain.body)]).toEqual([undefined, "one()"]);
  const head = await server.ask("/_next/static/chunks/one.js", { method: "HEAD" });
  expect([head.body.length, head.headers["content-length"]]).toEqual([0, headers["content-length"]]);
});

it("says of one that is not there any more, or cannot be read, nothing that anybody would keep or should not know", async () => {
  await using server = await serving();
  for (const [path, status] of [
    ["/_next/static/chunks/gone.js", 404],
    ["/_next/static/chunks/away.js", 503],
  ] as const) {
    const answer = await server.ask(path);
    expect([answer.status, answer.headers["cache-control"]]).toEqual([status, "private, no-store"]);
    expect(String(answer.body)).not.toContain("secret");
  }
});

it("leaves everything else to Next", async () => {
  await using server = await serving();
  for (const path of ["/_next/static/chunks/two.js", "/chunks/one.js", "/_next/static/", "/"])
    expect(String((await server.ask(path)).body), path).toBe("Next");
  expect(String((await server.ask("/_next/static/chunks/one.js", { method: "POST" })).body)).toBe("Next");
  await using alone = await serving({ buildFiles: null });
  expect(String((await alone.ask("/_next/static/chunks/one.js")).body)).toBe("Next");
});
