import { request as httpRequest, METHODS as METHODS_OF_NODE } from "node:http";
import { expect } from "@playwright/test";
import fc from "fast-check";
import { test } from "../support/app";
import { send } from "../support/send";
import { TEST_ALL } from "../support/test-all";

/** What browsers say about the page that they show, and things that look like it. */
const STATES = [
  "[]",
  "%5B%5D",
  "{}",
  '["",{}]',
  '["",{"children":["x",{}]}]',
  '["",{"children":["(dashboard)",{"children":["__PAGE__",{}]}]},null,"refetch"]',
  '["",{"children":["__PAGE__",{}]},["/x","/y"],"inside-shared-layout",31]',
  '[["token","x","d",null],{"a":["b",{}]},null,"metadata-only"]',
  "a".repeat(9_000),
];

const METHODS = METHODS_OF_NODE.filter((method) => method !== "CONNECT");

test("no method or target in HTTP causes a server error", async ({ app }) => {
  const { hostname, port } = new URL(app.url);
  const statusOf = (path: string, method: string) =>
    new Promise<number>((resolve, reject) => {
      const outgoing = httpRequest({ hostname, port, path, method }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      outgoing.on("error", reject).end();
    });
  for (const path of [
    "/",
    "/login",
    "/nothing",
    "/s/none",
    "/api/clusters",
    "/api/health",
    "/api/nothing",
    "/_next/static/x",
  ]) {
    for (const method of METHODS) expect(await statusOf(path, method), `${method} ${path}`).toBeLessThan(500);
  }
  expect(await statusOf("/api/clusters", "TRACE")).toBe(405);
  const targets = [
    "*",
    "http://[",
    "http://example.org/%",
    "mailto:a",
    "//",
    "/_global-error",
    "/_global-error.rsc",
    "/%5fglobal-error",
  ];
  const inside = [
    "/_error",
    "/500",
    "/404",
    "/_next/data/x/index.json",
    "/_next/image?url=a",
    "/index.rsc",
    "/login.segments/_tree.segment.rsc",
  ];
  for (const target of [...targets, ...inside]) {
    for (const method of ["GET", "OPTIONS"])
      expect(await statusOf(target, method), `${method} ${target}`).toBeLessThan(500);
  }
});

test("no cookie, header or query causes a server error", async ({ app }) => {
  const paths = [
    "/",
    "/settings/audit",
    "/api/clusters",
    "/api/audit",
    "/api/audit/export",
    "/api/settings",
    "/api/x",
    "/x",
  ];
  const names = fc.constantFrom(
    "Cookie",
    "Host",
    "Origin",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Forwarded-Host",
    "If-None-Match",
    "Accept-Encoding",
    "Content-Security-Policy",
    "Next-Action",
    "RSC",
    "Next-Router-State-Tree",
    "Next-Router-Prefetch",
    "Next-Router-Segment-Prefetch",
    "Next-Url",
    "Next-HMR-Refresh",
    "X-Middleware-Prefetch",
    "X-Middleware-Rewrite",
    "X-Invoke-Path",
    "X-Invoke-Query",
    "X-Invoke-Status",
    "X-Matched-Path",
    "X-Now-Route-Matches",
    "X-Prerender-Revalidate",
    "Content-Type",
    "Expect",
    "Range",
    "Accept",
    "Accept-Language",
    "If-Modified-Since",
    "Upgrade",
    "Sec-Fetch-Site",
    "X-Clusterdeck-Request",
    "X-Middleware-Subrequest",
    "X-Nextjs-Data",
  );
  const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  const values = fc.oneof(
    printable,
    fc.constantFrom("1", "null", "a=b; a=c", "%", "%2f..", "'nonce-a'", "127.0.0.1", ...STATES),
  );
  const query = fc.dictionary(fc.constantFrom("action", "person", "from", "to", "before", "q", "view"), fc.string());
  await fc.assert(
    // Next reads some of the headers only when part of a page is requested.
    fc.asyncProperty(
      fc.constantFrom(...paths, ...paths.map((path) => `${path}?_rsc=1`)),
      fc.dictionary(names, values),
      query,
      async (path, headers, search) => {
        const joined = path.includes("?") ? "&" : "?";
        const { status, text } = await send(`${app.url}${path}${joined}${new URLSearchParams(search)}`, {
          ...(path.includes("_rsc") && { RSC: "1" }),
          ...headers,
        });
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
        expect(text).not.toMatch(/\bat \S+ \(.*:\d+:\d+\)/);
      },
    ),
    { numRuns: TEST_ALL ? 300 : 120, endOnFailure: true },
  );
  expect(app.output()).not.toContain("a fault in Clusterdeck");
});
