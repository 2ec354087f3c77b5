import { beforeEach, describe, expect, it } from "vitest";
import { problemOf } from "../http-problem";
import { guardCall } from "./guard-call";
import { setGuardContext } from "./guard-context";
import { requireSameOrigin } from "./same-origin";

beforeEach(() => {
  setGuardContext({
    publicUrl: new URL("https://clusters.example.org"),
    isDevelopment: false,
    pageCallerOf: async () => ({ queue: null, frameOrigins: [] }),
  });
});

const honest = { host: "clusters.example.org", origin: "https://clusters.example.org" };

/** The status of the refusal; `null` for a call that passes. */
function refusalOf(method: string, headers: Record<string, string>, path = "/api/clusters"): number | null {
  try {
    guardCall(new Request(`https://clusters.example.org${path}`, { method, headers }));
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return problem.status;
  }
}

describe("guardCall", () => {
  it("passes calls and changes from our own pages", () => {
    expect(refusalOf("GET", honest)).toBeNull();
    expect(refusalOf("POST", { ...honest, "content-length": "65536" })).toBeNull();
  });

  it("passes a probe by any name, but nobody else's page that has a browser send one", () => {
    const probe = (headers: Record<string, string>) =>
      guardCall(new Request("http://10.1.2.3:3000/api/ready", { headers }), { anyHost: true });
    expect(() => probe({ host: "10.1.2.3:3000" })).not.toThrow();
    expect(() => probe({})).not.toThrow();
    expect(() => probe({ host: "10.1.2.3:3000", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).toThrow(
      /Another site/,
    );
  });

  it("passes changes from our own pages that a proxy forwards under its own Host", () => {
    expect(refusalOf("POST", { ...honest, host: "127.0.0.1:3000" })).toBeNull();
    expect(refusalOf("POST", { host: "127.0.0.1:3000", origin: "http://clusters.example.org" })).toBe(403);
    const call = () => requireSameOrigin(new Request(honest.origin, { method: "POST" }), null);
    expect(call).toThrow(/CLUSTERDECK_PUBLIC_URL.*proxy_set_header Host/);
  });

  it.each([
    [
      "a picture or script of another site's page",
      403,
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    ],
    ["a call from a page on a neighbouring origin", 403, { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" }],
    [
      "a frame of another site's page",
      403,
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    ],
    [
      "somebody who follows a link",
      null,
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ],
    ["somebody who types the address", null, { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    ["a page of ours", null, { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }],
    ["a client that is not a browser", null, {}],
  ])("answers or refuses a read: %s", (_, status, headers) => {
    expect(refusalOf("GET", { ...honest, ...headers })).toBe(status);
  });

  it.each([
    ["/api/audit?person=%00", 400],
    ["/api/audit?a%00=b", 400],
    ["/api/people/a%00b", 404],
    ["/api/audit?person=%2500", null],
    ["/api/people/%2500", null],
  ])("lets no NUL pass to a store: %s", (path, status) => {
    expect(refusalOf("GET", honest, path)).toBe(status);
  });

  it.each<[what: string, status: number, headers: Record<string, string>]>([
    ["another name for this server", 421, { ...honest, host: "evil.example.net" }],
    ["no name for this server", 421, { origin: honest.origin }],
    ["a large body", 413, { ...honest, "content-length": "65537" }],
    ["a body without end", 411, { ...honest, "transfer-encoding": "chunked" }],
    ["a change from another site", 403, { ...honest, origin: "https://evil.example.net" }],
    ["a change from nowhere", 403, { host: honest.host }],
    ["a change from a sandbox", 403, { ...honest, origin: "null" }],
  ])("refuses %s", (_, status, headers) => {
    expect(refusalOf("POST", headers)).toBe(status);
  });
});
