import "server-only";
import { BlockList, isIP } from "node:net";

const BITS = { 4: 32, 6: 128 };

/** An address, or a range such as 10.0.0.0/8. */
export function isAddressRange(text: string): boolean {
  return parseRange(text) !== null;
}

/** Makes a function that tells whether an address is in one of the ranges. Invalid ranges are ignored. */
export function matchRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const parsed = parseRange(range);
    if (parsed) list.addSubnet(parsed.address, parsed.prefix, parsed.family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

function parseRange(text: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | null {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0) return null;
  const bits = prefix === undefined ? BITS[version] : Number(prefix);
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || bits > BITS[version])) return null;
  return { address, prefix: bits, family: familyOf(address) };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
