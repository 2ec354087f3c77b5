import "server-only";
import type { Access } from "@/lib/domain/cluster";
import type { Application } from "../application";
import type { ConnectionSnapshot, TrackedCluster } from "../poller/connection-snapshot";
import { ProviderError } from "../providers/errors";
import { HttpProblem } from "./problem";

const NO_ACCESS: Access = { ssh: [], ports: [], links: [], kubernetes: null };

/** How to get in: from the last reading, or asked for now where the provider wants a call of its own. */
export async function readAccess(
  { poller }: Application,
  { id, problem }: ConnectionSnapshot,
  { reading }: TrackedCluster,
  signal: AbortSignal,
): Promise<Access> {
  const client = poller.connections.get(id)?.client;
  if (!reading.onDemand.includes("access") || !client?.readAccess) return reading.access ?? NO_ACCESS;
  // A connection that is refused or limited is left alone until its own next attempt.
  if (problem) throw new HttpProblem(502, { code: problem.code, detail: problem.detail });
  try {
    return await client.readAccess(reading, signal);
  } catch (error) {
    if (error instanceof ProviderError) throw new HttpProblem(502, { code: error.kind, detail: error.message });
    throw error;
  }
}
