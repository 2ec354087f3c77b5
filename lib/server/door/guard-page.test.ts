import { beforeEach, describe, expect, it } from "vitest";
import { HttpProblem } from "../http/problem";
import { type Door, setDoor } from "./door";
import { guardPage } from "./guard-page";
import { createRateLimit } from "./rate-limit";
import { takeTurn } from "./take-turn";

const ORIGIN = "https://clusters.example.org";

beforeEach(() => openDoor());

function openDoor(different: Partial<Door> = {}): void {
  const turns = createRateLimit({ burst: 2, everyMs: 3_600_000 });
  setDoor({
    publicUrl: new URL(ORIGIN),
    isDevelopment: false,
    frameOriginsOf: async () => [],
    requireKnownSession: async () => {},
    takeGuestTurn: (address) => takeTurn(turns, address),
    ...different,
  });
}

async function storeIsAway(): Promise<never> {
  throw new HttpProblem(503, { code: "storage", detail: "The database does not answer." });
}

function open(path: string, { method = "GET", address = "203.0.113.9", host = "clusters.example.org" } = {}) {
  return guardPage(new Request(ORIGIN + path, { method, headers: { host, "x-forwarded-for": address } }));
}

describe("guardPage", () => {
  it("passes whoever reads a page, under a policy and for https only", async () => {
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await open("/login", { method });
      expect(status).toBe(200);
      expect(headers.get("content-security-policy")).toContain("'nonce-");
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    }
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("refuses %s, in words", async (method) => {
    const response = await open("/login", { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.text()).toContain("reload the page");
  });

  it.each([
    ["another name for this server", 421, open.bind(null, "/", { host: "evil.example.net" })],
    ["a NUL in the path", 404, open.bind(null, "/links/%00/preview")],
    ["a NUL in the query", 400, open.bind(null, "/settings/audit?person=%00")],
  ])("refuses %s", async (_, status, ask) => {
    expect((await ask()).status).toBe(status);
  });

  it("answers 429, which a screen tries again by itself, to an address that opens guests' pages too often, and to nobody else", async () => {
    const statuses = await Promise.all(["/s/a", "/s/b/costs", "/s/c"].map(async (path) => (await open(path)).status));
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await open("/s/a");
    expect(await refused.text()).toContain("Too many requests from here");
    expect(refused.headers.get("refresh")).toBe(refused.headers.get("retry-after"));
    expect((await open("/s/a", { address: "203.0.113.10" })).status).toBe(200);
    expect((await open("/login")).status).toBe(200);
  });

  it.each([
    ["a link", "/s/a", { frameOriginsOf: storeIsAway }],
    ["a session", "/wall", { requireKnownSession: storeIsAway }],
  ])("says in a page that %s cannot be looked up, and asks again by itself", async (_, path, different) => {
    openDoor(different);
    const response = await open(path);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("10");
    expect(response.headers.get("refresh")).toBe("10");
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect(await response.text()).toContain("database does not answer");
  });

  it("asks for nobody's session where a guest's page is opened", async () => {
    openDoor({ requireKnownSession: storeIsAway });
    expect((await open("/s/a")).status).toBe(200);
  });
});
