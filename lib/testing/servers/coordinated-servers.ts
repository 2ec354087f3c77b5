import pg from "pg";
import { pino } from "pino";
import { expect, onTestFinished } from "vitest";
import type { Coordination } from "@/lib/server/coordination/coordination";
import { COORDINATION_PART } from "@/lib/server/coordination/coordination-part";
import type { Term } from "@/lib/server/coordination/leases";
import { createServerOnPostgres } from "@/lib/server/coordination/postgres/server-on-postgres";
import { CLOCKS, type Clocks, type Timing } from "@/lib/server/coordination/postgres/timing";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase } from "@/lib/server/store/open-database";
import { type NetworkGate, openGate } from "./network-gate";

/** What takes seconds between real servers, in less; no server looks by itself at what it should be told of. */
export const QUICK: Timing = {
  ttlMs: 2_250,
  trustMs: 2_100,
  roundEveryMs: 250,
  roundJitterMs: 50,
  retryMs: 100,
  headStartMs: 100,
  newerHeadStartMs: 500,
  newerWaitsMs: 500,
  settledMs: 500,
  finishWithinMs: 250,
  stopWithinMs: 50,
  leaveWithinMs: 600_000,
  lookEveryMs: 600_000,
  heardWithinMs: 60_000,
};

/** Leases that neither end nor move to another server of the same version while a test runs, however busy the machine is. */
export const LASTING: Timing = {
  ...QUICK,
  ...{ ttlMs: 600_000, trustMs: 599_000, settledMs: 600_000, newerHeadStartMs: 600_000 },
};

/** What servers of tests divide among them. */
export const LEASES = ["account:a", "account:b", "account:c", "alerts", "reachability", "upkeep"];

/** A database with the tables by which servers divide their work, and a client that looks at them. */
export async function coordinatedDatabase(databaseUrl: string) {
  const store = openDatabase({ databaseUrl });
  await migrate(store, COORDINATION_PART.migrations);
  await store.close();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  onTestFinished(() => client.end());
  return { databaseUrl, client };
}

interface Setting {
  databaseUrl: string;
  listenUrl?: string;
  /** Through which it reaches the database: closed before it is stopped, so that nothing keeps it from ending. */
  gate?: NetworkGate;
  version?: string;
  clocks?: Partial<Clocks>;
  timing?: Timing;
}

export interface CoordinatedServer extends Coordination {
  /** All terms that it has had, in order. */
  terms: Term[];
  /** The leases in whose terms it may act now. */
  trusted(): string[];
}

/** One of several servers in this process, which wants these leases. */
export function startCoordinated(setting: Setting, leases: readonly string[]): CoordinatedServer {
  const { databaseUrl, listenUrl = databaseUrl, gate, version = "1.0.0", clocks = {}, timing = QUICK } = setting;
  const server = createServerOnPostgres({
    ...{ databaseUrl, listenUrl, self: { name: "host", version, build: null }, timing },
    ...{ whenReady: (begin) => begin(), log: pino({ enabled: false }), clocks: { ...CLOCKS, ...clocks } },
  });
  onTestFinished(async () => {
    gate?.close();
    await server.stop();
  });
  const terms: Term[] = [];
  for (const lease of leases) server.leases.want(lease, (term) => terms.push(term));
  const trusted = () => terms.filter((term) => term.isTrusted()).map(({ lease }) => lease);
  return { ...server, terms, trusted };
}

/** The leases in whose terms any of these may act now. */
export function trustedOf(servers: readonly CoordinatedServer[]): string[] {
  return servers.flatMap((server) => server.trusted()).sort();
}

/** Waits until the servers have all leases between them, and each has seen the others. */
export async function expectShared(
  servers: readonly CoordinatedServer[],
  leases: readonly string[] = LEASES,
): Promise<void> {
  await expect.poll(() => trustedOf(servers)).toEqual([...leases].sort());
  const seen = () => servers.map((server) => server.servers()?.length);
  await expect.poll(seen).toEqual(servers.map(() => servers.length));
}

/** As a network between one server and the database that may fail. */
export async function behindGate(databaseUrl: string): Promise<{ databaseUrl: string; gate: NetworkGate }> {
  const url = new URL(databaseUrl);
  const gate = await openGate(Number(url.port));
  onTestFinished(() => gate.close());
  url.port = String(gate.port);
  return { databaseUrl: url.href, gate };
}
