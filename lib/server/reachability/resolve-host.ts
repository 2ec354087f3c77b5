import "server-only";
import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { setTimeout as sleep } from "node:timers/promises";

const TIMEOUT_MS = 3_000;

/** The addresses of a name, as the system resolves it, IPv4 first; none where it leads nowhere or takes too long. */
export async function resolveHost(host: string): Promise<LookupAddress[]> {
  const timeout = sleep(TIMEOUT_MS, [], { ref: false });
  return Promise.race([lookup(host, { all: true, order: "ipv4first" }).catch(() => []), timeout]);
}
