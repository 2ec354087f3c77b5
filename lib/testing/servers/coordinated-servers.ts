import pg from "pg";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { Coordination } from "@/lib/server/coordination/coordination";
import { COORDINATION_PART } from "@/lib/server/coordination/coordination-part";
import type { Term } from "@/lib/server/coordination/leases";
import { createServerOnPostgres } from "@/lib/server/coordination/postgres/server-on-postgres";
import { CLOCKS, type Clocks, type Timing } from "@/lib/server/coordination/postgres/timing";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase } from "@/lib/server/store/open-database";

/** What takes seconds between real servers, in a twentieth of them. */
export const QUICK: Timing = {
  ttlMs: 750,
  trustMs: 700,
  roundEveryMs: 250,
  roundJitterMs: 50,
  retryMs: 100,
  headStartMs: 100,
  newerHeadStartMs: 500,
  newerWaitsMs: 500,
  settledMs: 500,
  finishWithinMs: 250,
  stopWithinMs: 50,
};

/** Leases that do not end by themselves while a test runs. */
export const LASTING: Timing = { ...QUICK, ttlMs: 600_000, trustMs: 599_000 };

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
  const { databaseUrl, listenUrl = databaseUrl, version = "1.0.0", clocks = {}, timing = QUICK } = setting;
  const server = createServerOnPostgres({
    ...{ databaseUrl, listenUrl, self: { name: "host", version, build: null }, timing },
    ...{ whenReady: (begin) => begin(), log: pino({ enabled: false }), clocks: { ...CLOCKS, ...clocks } },
  });
  onTestFinished(() => server.stop());
  const terms: Term[] = [];
  for (const lease of leases) server.leases.want(lease, (term) => terms.push(term));
  const trusted = () => terms.filter((term) => term.isTrusted()).map(({ lease }) => lease);
  return { ...server, terms, trusted };
}
