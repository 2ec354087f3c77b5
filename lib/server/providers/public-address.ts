import "server-only";
import { BlockList, isIP } from "node:net";

const OWN_NETWORKS = new BlockList();
for (const [address, prefix] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["224.0.0.0", 3],
  ] as const),
]) {
  OWN_NETWORKS.addSubnet(address, prefix, "ipv4");
}
const GLOBAL_IPV6 = new BlockList();
GLOBAL_IPV6.addSubnet("2000::", 3, "ipv6");

/** An address in its usual spelling if it can belong to only one machine in the world; `null` for those of private networks. */
export function publicAddress(text: string): string | null {
  const version = isIP(text);
  if (version === 4) return OWN_NETWORKS.check(text, "ipv4") ? null : text;
  if (version !== 6 || text.includes("%") || !GLOBAL_IPV6.check(text, "ipv6")) return null;
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}
