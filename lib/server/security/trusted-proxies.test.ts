import { describe, expect, it } from "vitest";
import { isAddressRange, matchRanges } from "./trusted-proxies";

describe("isAddressRange", () => {
  it.each(["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0"])("takes %s", (text) => {
    expect(isAddressRange(text)).toBe(true);
  });
  it.each(["", "*", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "proxy.local", "::1/129", "1.2.3.4/8/8"])(
    "refuses %s",
    (text) => {
      expect(isAddressRange(text)).toBe(false);
    },
  );
});

describe("matchRanges", () => {
  it("finds addresses of both families inside, and no others", () => {
    const isInside = matchRanges(["10.0.0.0/8", "192.0.2.7", "fd00::/8"]);
    expect(["10.255.0.1", "192.0.2.7", "fdab::1"].map(isInside)).toEqual([true, true, true]);
    expect(["11.0.0.1", "192.0.2.8", "fe80::1", "", "x"].map(isInside)).toEqual([false, false, false, false, false]);
  });
});
