import "server-only";
import { isIPv6 } from "node:net";

const GROUPS = 8;

/**
 * The client that an address stands for: IPv6 is assigned in networks of 64 bits, and whoever has one has all its
 * addresses.
 */
export function addressKey(address: string | null): string {
  if (address === null) return "unknown";
  return isIPv6(address) ? `${wholeGroups(address).slice(0, 4).join(":")}::/64` : address;
}

/**
 * The site that an IPv6 address belongs to: its owner has 65 536 networks. `null` for IPv4, whose neighbours are
 * strangers.
 */
export function siteKey(address: string | null): string | null {
  if (address === null || !isIPv6(address)) return null;
  return `${wholeGroups(address).slice(0, 3).join(":")}::/48`;
}

/** The groups of an IPv6 address without leading zeros, including those that `::` stands for. */
function wholeGroups(address: string): string[] {
  const [head = [], tail = []] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: Math.max(0, GROUPS - head.length - tail.length) }, () => "0");
  return [...head, ...zeros, ...tail].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""));
}
