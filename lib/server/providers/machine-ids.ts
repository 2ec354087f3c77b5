import "server-only";
import { hash } from "node:crypto";
import { isIP } from "node:net";
import { ADDRESS_PREFIX } from "@/lib/domain/cluster/shared-machines";
import { matchRanges } from "@/lib/server/security/trusted-proxies";

const LENGTH = 22;

/** Addresses that machines of any two networks may have. */
const isLocal = matchRanges([
  ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8"],
  ...["fc00::/7", "fe80::/10", "::/127"],
]);

interface Known {
  /** By the names of providers and their own ids of the machine: brokers have names of their own for those they resell. */
  ids?: readonly (readonly [provider: string, id: string | null | undefined])[];
  addresses?: readonly (string | null | undefined)[];
}

/** What other accounts may know a machine by. Only ever compared, so hashed: no id of another account is stored. */
export function machineIdsOf({ ids = [], addresses = [] }: Known): { machineIds?: string[] } {
  const machineIds = [
    ...ids.flatMap(([provider, id]) => (id ? [digestOf(`${provider.toLowerCase()}:${id}`)] : [])),
    ...addresses.flatMap((address) =>
      address && isIP(address) && !isLocal(address) ? [`${ADDRESS_PREFIX}${digestOf(address)}`] : [],
    ),
  ];
  return machineIds.length === 0 ? {} : { machineIds: [...new Set(machineIds)] };
}

function digestOf(text: string): string {
  return hash("sha256", text, "base64url").slice(0, LENGTH);
}
