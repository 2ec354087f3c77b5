import "server-only";
import { hash } from "node:crypto";
import { ADDRESS_PREFIX } from "@/lib/domain/cluster/shared/shared-machines";
import { publicAddress } from "./public-address";

const LENGTH = 22;

interface Known {
  /** By the names of providers and their own ids of the machine: brokers have names of their own for those they resell. */
  ids?: readonly (readonly [provider: string, id: string | null | undefined])[];
  addresses?: readonly (string | null | undefined)[];
}

/** What other accounts may know a machine by. Only ever compared, so hashed: no id of another account is stored. */
export function machineIdsOf({ ids = [], addresses = [] }: Known): { machineIds?: string[] } {
  const machineIds = [
    ...ids.flatMap(([provider, id]) => (id ? [digestOf(`${provider.toLowerCase()}:${id}`)] : [])),
    ...addresses.flatMap((text) => {
      const address = publicAddress(text ?? "");
      return address === null ? [] : [`${ADDRESS_PREFIX}${digestOf(address)}`];
    }),
  ];
  return machineIds.length === 0 ? {} : { machineIds: [...new Set(machineIds)] };
}

function digestOf(text: string): string {
  return hash("sha256", text, "base64url").slice(0, LENGTH);
}
