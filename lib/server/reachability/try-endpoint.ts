import "server-only";
import type { LookupAddress } from "node:dns";
import type { Refusal } from "../security/address-rules";
import type { Answer } from "./try-port";

/** `reserved`, `private`: the address may not be tried, so nothing was. */
export type Outcome = Answer | Refusal;

export interface Endpoint {
  host: string;
  port: number;
}

export interface TryOptions {
  /** Never rejects; empty if the name does not resolve. */
  resolve: (host: string) => Promise<readonly Pick<LookupAddress, "address">[]>;
  /** Why an address may not be tried; `null` if it may. */
  refusalOf: (address: string) => Refusal | null;
  tryPort: (address: string, port: number) => Promise<Answer>;
}

/** A name may resolve to one address of each family. */
const MAX_ADDRESSES = 2;

/**
 * Whether anything answers at a host and port. The host is resolved once, and the connection goes to the same address
 * that was checked, so a name that resolves elsewhere a moment later has no effect.
 */
export async function tryEndpoint({ host, port }: Endpoint, options: TryOptions): Promise<Outcome> {
  const addresses = await options.resolve(host);
  const refusals = addresses.flatMap(({ address }) => options.refusalOf(address) ?? []);
  const [refusal] = refusals;
  // A name with any forbidden address is not trusted at all.
  if (refusal !== undefined) return refusals.includes("reserved") ? "reserved" : refusal;
  if (addresses.length === 0) return "inconclusive";
  let worst: Answer = "inconclusive";
  for (const { address } of addresses.slice(0, MAX_ADDRESSES)) {
    const answer = await options.tryPort(address, port);
    if (answer === "answered") return answer;
    if (answer === "unanswered") worst = answer;
  }
  return worst;
}
