import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { setTimeout as sleep } from "node:timers/promises";

const TIMEOUT_MS = 3_000;

/** The addresses that the system resolves a name to, IPv4 first; none if it does not resolve or takes too long. */
export async function resolveHost(host: string): Promise<LookupAddress[]> {
  const timeout = sleep(TIMEOUT_MS, [], { ref: false });
  return Promise.race([lookup(host, { all: true, order: "ipv4first" }).catch(() => []), timeout]);
}
