import { beforeEach, describe, expect, it } from "vitest";
import { HttpProblem } from "../http/problem";
import { setDoor } from "./door";
import { guardCall } from "./guard-call";

beforeEach(() => {
  setDoor({ publicUrl: new URL("https://clusters.example.org"), isDevelopment: false, frameOriginsOf: async () => [] });
});

const honest = { host: "clusters.example.org", origin: "https://clusters.example.org" };

/** The status of the refusal; `null` for a call that passes. */
function refusalOf(method: string, headers: Record<string, string>): number | null {
  try {
    guardCall(new Request("https://clusters.example.org/api/clusters", { method, headers }));
    return null;
  } catch (error) {
    if (error instanceof HttpProblem) return error.status;
    throw error;
  }
}

describe("guardCall", () => {
  it("passes calls and changes of our own pages", () => {
    expect(refusalOf("GET", honest)).toBeNull();
    expect(refusalOf("POST", { ...honest, "content-length": "65536" })).toBeNull();
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
