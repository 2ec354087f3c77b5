import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";

/** Where what people have entered may lead. Addresses are as name resolution gives them. */
export interface Egress {
  isForbidden(address: string): boolean;
  /** Whether the configuration names it: only such an address may be sent to without TLS. */
  isListed(address: string): boolean;
  /** The environment variable that lists such addresses. */
  rangesVariable: string;
}

/** The address that was entered leads where nothing may be sent. The message names no address: it may be a secret. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

/** The addresses of a host that may be connected to. Throws a `ForbiddenAddress` if there are none, or what the lookup throws. */
export async function allowedAddresses(
  host: string,
  { isForbidden, isListed, rangesVariable }: Egress,
  isEncrypted: boolean,
): Promise<LookupAddress[]> {
  const found = await lookup(host, { all: true, order: "ipv4first" });
  const reachable = found.filter(({ address }) => !isForbidden(address));
  if (reachable.length === 0) {
    throw new ForbiddenAddress(`It leads to a private or reserved address. ${rangesVariable} does not list it.`);
  }
  const allowed = isEncrypted ? reachable : reachable.filter(({ address }) => isListed(address));
  if (allowed.length === 0) {
    throw new ForbiddenAddress(needsTls(rangesVariable));
  }
  return allowed;
}

export function needsTls(rangesVariable: string): string {
  return `It must begin with https://. Only addresses that ${rangesVariable} lists are sent to without TLS.`;
}
