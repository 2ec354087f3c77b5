import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressRules } from "./address-rules";

const strict = addressRules({ allowsPrivate: false, allowedRanges: [] });
const lan = addressRules({ allowsPrivate: true, allowedRanges: [] });
const named = addressRules({ allowsPrivate: false, allowedRanges: ["127.0.0.0/8", "::1", "10.7.0.0/16"] });
const everything = addressRules({ allowsPrivate: true, allowedRanges: ["0.0.0.0/0", "::/0"] });

describe("an address that a provider reports", () => {
  it.each(["1.0.0.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "169.253.0.1", "223.255.255.255", "2606:4700::1111"])(
    "may be tried when it is public: %s",
    (address) => {
      expect(strict(address)).toBeNull();
    },
  );

  it.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["loopback", "::1"],
    ["loopback, as IPv6", "::ffff:127.0.0.1"],
    ["loopback, as IPv6 in hexadecimal", "::ffff:7f00:1"],
    ["loopback, compatible", "::127.0.0.1"],
    ["loopback, translated", "64:ff9b::7f00:1"],
    ["loopback, in 6to4", "2002:7f00:1::1"],
    ["link-local", "169.254.0.7"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["public with a zone", "2606:4700::1111%eth0"],
    ["site-local", "fec0::1"],
    ["documentation", "203.0.113.9"],
    ["documentation", "2001:db8::1"],
    ["benchmarks", "198.18.1.1"],
    ["Teredo", "2001:0:4136:e378::1"],
  ])("is left alone when it is %s: %s", (_, address) => {
    expect(strict(address)).toBe("reserved");
    expect(lan(address)).toBe("reserved");
  });

  it.each(["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd12:3456::1", "::ffff:10.0.0.1"])(
    "needs a separate switch if it is private: %s",
    (address) => {
      expect([strict(address), lan(address)]).toEqual(["private", null]);
    },
  );

  it("may be tried if a range includes it", () => {
    expect([named("127.0.0.1"), named("::1"), named("10.7.1.1")]).toEqual([null, null, null]);
    expect([named("10.8.0.1"), named("169.254.0.1")]).toEqual(["private", "reserved"]);
  });

  it.each([
    "0.0.0.0",
    "::",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "169.254.170.2",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "ff02::1",
  ])("is never tried, whatever is configured: %s", (address) => {
    expect(everything(address)).toBe("reserved");
  });

  it.each([
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0x7f.1",
    "localhost",
    "",
    "8.8.8.8:22",
    "[::1]",
    "8.8.8.8 ",
  ])("counts only in the form that name resolution gives: %j", (text) => {
    expect(everything(text)).toBe("reserved");
  });

  it("is never tried if it belongs to this machine, however IPv6 disguises it", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const hex = (high: number, low: number) => (high * 256 + low).toString(16);
    fc.assert(
      fc.property(byte, byte, byte, (b, c, d) => {
        const tail = `${hex(127, b)}:${hex(c, d)}`;
        const disguises = [`::ffff:${tail}`, `::${tail}`, `64:ff9b::${tail}`, `2002:${tail}::`, `::ffff:0:${tail}`];
        expect([`127.${b}.${c}.${d}`, ...disguises].map(lan)).toEqual(Array(6).fill("reserved"));
      }),
    );
  });
});
