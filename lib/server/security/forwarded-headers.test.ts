import type { IncomingHttpHeaders } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settleForwardedHeaders } from "./forwarded-headers";
import { matchRanges } from "./trusted-proxies";

const trustsNobody = matchRanges([]);
const trustsTens = matchRanges(["10.0.0.0/8", "fd00::/8"]);

function settle(headers: IncomingHttpHeaders, socketAddress: string | undefined, isTrusted = trustsTens) {
  const settled: IncomingHttpHeaders = { host: "clusters.example.org", ...headers };
  settleForwardedHeaders(settled, socketAddress, isTrusted);
  return settled;
}

describe("settleForwardedHeaders", () => {
  it("believes nothing that a stranger claims", () => {
    const claims = {
      forwarded: "for=1.1.1.1",
      "x-forwarded-for": "1.1.1.1",
      "x-forwarded-host": "evil.example.net",
      "x-forwarded-port": "1",
      "x-forwarded-proto": "https",
      "x-real-ip": "1.1.1.1",
    };
    const honest = { host: "clusters.example.org", "x-forwarded-for": "203.0.113.9" };
    expect(settle(claims, "203.0.113.9")).toEqual(honest);
    expect(settle(claims, "203.0.113.9", trustsNobody)).toEqual(honest);
    expect(settle(claims, undefined)).toEqual({ host: "clusters.example.org" });
  });

  it("takes the client's address, scheme and name from a trusted proxy", () => {
    const said = {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "gpu.example.org",
    };
    expect(settle(said, "10.0.0.1")).toEqual({
      host: "gpu.example.org",
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "https",
    });
  });

  it("goes back only along trusted proxies, so that what a client wrote before them is ignored", () => {
    expect(settle({ "x-forwarded-for": "1.1.1.1, 203.0.113.9, 10.9.9.9" }, "10.0.0.1")["x-forwarded-for"]).toBe(
      "203.0.113.9",
    );
    expect(settle({ "x-forwarded-for": "1.1.1.1, junk, 10.9.9.9" }, "10.0.0.1")["x-forwarded-for"]).toBe("10.9.9.9");
    expect(settle({ "x-forwarded-proto": "https, http" }, "10.0.0.1")["x-forwarded-proto"]).toBe("http");
  });

  it.each([
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:DB8::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
  ])("spells the socket's address %s as %s", (socketAddress, address) => {
    expect(settle({}, socketAddress)["x-forwarded-for"]).toBe(address);
  });

  it.each([
    ["203.0.113.9:4711", "203.0.113.9"],
    ["[2001:db8::1]:4711", "2001:db8::1"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
  ])("reads a proxy's spelling %s as %s", (hop, address) => {
    expect(settle({ "x-forwarded-for": hop }, "fd00::1")["x-forwarded-for"]).toBe(address);
  });

  it("lets no header of a stranger change the address, whatever it holds", () => {
    const names = fc.constantFrom("x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-host");
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.string(), fc.ipV4(), fc.ipV6())), (claims) => {
        expect(settle(claims, "203.0.113.9")).toEqual({
          host: "clusters.example.org",
          "x-forwarded-for": "203.0.113.9",
        });
      }),
    );
  });
});
