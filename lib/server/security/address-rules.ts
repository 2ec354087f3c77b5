import "server-only";
import { isIP } from "node:net";
import { matchRanges } from "./trusted-proxies";

export type Refusal = "reserved" | "private";

export interface AddressRules {
  /** Whether private networks may be tried: useful for a server in a VPN with its nodes. */
  allowsPrivate: boolean;
  /** Ranges that may be tried although they are reserved, such as this machine's own. */
  allowedRanges: readonly string[];
}

/**
 * Addresses that no configuration allows: those of no machine or of all machines, and the services that hand out a
 * cloud's credentials.
 */
const isNever = matchRanges([
  ...["0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8"],
  ...["169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254"],
  ...["100.100.100.200", "168.63.129.16", "192.0.0.192"],
]);

const isPrivate = matchRanges(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"]);

/** This machine, its local link, documentation, benchmarks, and ranges that lead to other addresses in disguise. */
const isReserved = matchRanges([
  ...["127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24"],
  ...["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
]);

const isGlobalIpv6 = matchRanges(["2000::/3"]);

/**
 * Why an address may not be tried, or `null` if it may. Accepts addresses as name resolution gives them: any other
 * spelling is not an address here.
 */
export function addressRules({ allowsPrivate, allowedRanges }: AddressRules): (address: string) => Refusal | null {
  const isAllowed = matchRanges(allowedRanges);
  return (address) => {
    const version = isIP(address);
    // A zone names a network interface of this machine.
    if (version === 0 || address.includes("%") || isNever(address)) return "reserved";
    if (isAllowed(address)) return null;
    if (isPrivate(address)) return allowsPrivate ? null : "private";
    return isReserved(address) || (version === 6 && !isGlobalIpv6(address)) ? "reserved" : null;
  };
}
