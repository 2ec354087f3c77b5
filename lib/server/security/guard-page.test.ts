import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../refusal";
import { type GuardContext, setGuardContext } from "./guard-context";
import { guardPage } from "./guard-page";
import { createRateLimit, createTurnLimit } from "./rate-limit";
import { takeTurn } from "./take-turn";
import { nameRequest } from "./unanswered-requests";

const ORIGIN = "https://clusters.example.org";
const SIGNED_IN = { queue: null, frameOrigins: [] };

beforeEach(() => admitAs(async () => SIGNED_IN));

function admitAs(pageCallerOf: GuardContext["pageCallerOf"]): void {
  setGuardContext({ publicUrl: new URL(ORIGIN), isDevelopment: false, pageCallerOf });
}

interface Asking {
  method?: string;
  address?: string;
  host?: string;
  headers?: Record<string, string>;
}

function open(
  path: string,
  { method = "GET", address = "203.0.113.9", host = "clusters.example.org", headers }: Asking = {},
) {
  return guardPage(new Request(ORIGIN + path, { method, headers: { host, "x-forwarded-for": address, ...headers } }));
}

/** A request as Node sees it: its page is being rendered until `end` is called. */
function openThroughNode(path: string) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  nameRequest(request, response);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { status: open(path, { headers }).then(({ status }) => status), end: () => response.emit("close") };
}

describe("guardPage", () => {
  it("passes readers of a page, with a policy and for https only", async () => {
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await open("/login", { method });
      expect(status).toBe(200);
      expect(headers.get("content-security-policy")).toContain("'nonce-");
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    }
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("refuses %s with a sentence", async (method) => {
    const response = await open("/login", { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.text()).toContain("reload the page");
  });

  it.each([
    ["another name for this server", 421, open.bind(null, "/", { host: "evil.example.net" })],
    ["a NUL in the path", 404, open.bind(null, "/links/%00/preview")],
    ["a NUL in the query", 400, open.bind(null, "/settings/audit?person=%00")],
    ["the page that Next made for faults of its own", 404, open.bind(null, "/_global-error")],
    ["another site's script", 403, open.bind(null, "/", { headers: { "sec-fetch-site": "cross-site" } })],
  ])("refuses %s", async (_, status, ask) => {
    expect((await ask()).status).toBe(status);
  });

  it("passes people who follow a link from another site, or see the page in its frame", async () => {
    for (const destination of ["document", "iframe"]) {
      const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": destination };
      expect((await open("/", { headers })).status).toBe(200);
    }
  });

  it("answers 429, which a screen tries again by itself, to an address that opens pages too often, and to nobody else", async () => {
    const turns = createTurnLimit(createRateLimit({ burst: 2, everyMs: 3_600_000 }), Date.now);
    admitAs(async (_, headers) => {
      takeTurn(turns, headers.get("x-forwarded-for"));
      return SIGNED_IN;
    });
    const statuses = await Promise.all(["/s/a", "/s/b/costs", "/s/c"].map(async (path) => (await open(path)).status));
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await open("/s/a");
    expect(await refused.text()).toContain("Too many requests from here");
    expect(refused.headers.get("refresh")).toBe(refused.headers.get("retry-after"));
    expect((await open("/s/a", { address: "203.0.113.10" })).status).toBe(200);
  });

  it("renders two pages at once for those who share a queue, lets thirty wait, and tells the others when to come back", async () => {
    admitAs(async (path) => ({ queue: path === "/" ? null : path, frameOrigins: [] }));
    const crowd = Array.from({ length: 40 }, () => openThroughNode("/login"));
    const refused = await open("/login");
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(await refused.text()).toContain("Too many people");
    const settled: number[] = [];
    for (const { status } of crowd) void status.then((one) => settled.push(one));
    await openThroughNode("/s/a").status;
    expect(await openThroughNode("/").status).toBe(200);
    expect(settled.toSorted()).toEqual([200, 200, ...Array.from({ length: 8 }, () => 503)]);

    for (const { status, end } of crowd.slice(0, 32)) {
      expect(await status).toBe(200);
      end();
    }
    expect(await openThroughNode("/login").status).toBe(200);
  });

  it("renders no page for clients that went away while they waited", async () => {
    admitAs(async () => ({ queue: "waiting", frameOrigins: [] }));
    const [first, second, gone, last] = [1, 2, 3, 4].map(() => openThroughNode("/login"));
    gone?.end();
    first?.end();
    second?.end();
    expect(await gone?.status).toBe(503);
    expect(await last?.status).toBe(200);
  });

  it("shows a page that says that access cannot be checked, and that tries again by itself", async () => {
    admitAs(async () => {
      throw new Refusal("storage", "The database does not answer.", 10_000);
    });
    const response = await open("/wall");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("10");
    expect(response.headers.get("refresh")).toBe("10");
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors *");
    const text = await response.text();
    expect(text).toContain("cannot look up who may see this page at the moment");
    expect(text).not.toContain("database");
  });
});
