import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Logger } from "pino";
import { queryPostgres } from "../../store/open-database";
import { openPool } from "../../store/postgres-pool";
import { createThrottledLog } from "../../throttled-log";
import type { Coordination } from "../coordination";
import { createDatabaseClock } from "./database-clock";
import { createLeaseRows, type OwnEntry } from "./lease-rows";
import { createListener } from "./listener";
import { createPostgresHints } from "./postgres-hints";
import { createPostgresLeases } from "./postgres-leases";
import { CLOCKS, type Clocks, TIMING, type Timing } from "./timing";

/** Few, and not shared with the queries of pages, behind which no renewal may wait. */
const CONNECTIONS = { max: 3, statementTimeoutMs: 3_000 };
const CHANNEL = "clusterdeck";
const LEASES = "leases";
/** Told by a server to itself alone. */
const TEST = "test";

interface Options {
  databaseUrl: string;
  /** Where it listens, if not there as well: a pooler passes nothing on. */
  listenUrl: string;
  self: Omit<OwnEntry, "id">;
  /** Calls back once the tables are there. */
  whenReady: (begin: () => void) => void;
  log: Pick<Logger, "info" | "warn">;
  clocks?: Clocks;
  timing?: Timing;
}

/** The coordination of a server on PostgreSQL, which others may share. */
export function createServerOnPostgres(options: Options): Coordination {
  const { databaseUrl, listenUrl, log, clocks = CLOCKS, timing = TIMING } = options;
  const self = { ...options.self, id: randomUUID() };
  // Not before it is used: an address that can never work is reported by the store.
  const db = queryPostgres(async () => openPool(databaseUrl, CONNECTIONS));
  const clock = createDatabaseClock(clocks, log);
  const notify = (payload: string) => sql`pg_notify(${CHANNEL}, ${payload})`;
  const send = async (payload: string) => {
    await sql`select ${notify(payload)}`.execute(db);
  };
  const hints = createPostgresHints({
    send: (topic) => send(`${self.id} ${topic}`),
    everyMs: timing.lookEveryMs,
    onLookFailed: createThrottledLog("What other servers have written could not be read", {
      write: (entry) => log.warn(entry, "What other servers have written could not be read"),
    }),
  });
  const leases = createPostgresLeases({
    rows: createLeaseRows(db, { self, ttlMs: timing.ttlMs, notifyOthers: notify(`${self.id} ${LEASES}`) }),
    ...{ self, clock, clocks, timing, log },
    hearsHints: () => listener.isHearing(),
    random: Math.random,
  });
  const listener = createListener({
    ...{ connectionString: listenUrl, channel: CHANNEL, send, test: `${self.id} ${TEST}`, log },
    timing: { heardWithinMs: timing.heardWithinMs },
    onListening: hints.lookAtAll,
    onMessage(payload) {
      const [from, topic] = splitOnce(payload);
      if (from === self.id || topic === TEST) return;
      if (topic === LEASES) leases.noteFreed();
      hints.hear(topic);
    },
  });
  options.whenReady(() => {
    leases.begin();
    listener.begin();
  });

  async function end(): Promise<void> {
    await leases.stop();
    hints.stop();
    await listener.stop();
    await db.destroy();
  }
  let ending: Promise<unknown> | null = null;

  return {
    ...{ leases, hints, isShared: true, now: clock.now, servers: leases.servers },
    async stop() {
      // A database that does not answer ends the leases by itself.
      ending ??= Promise.race([end(), sleep(timing.leaveWithinMs, undefined, { ref: false })]);
      await ending;
    },
  };
}

function splitOnce(payload: string): [from: string, topic: string] {
  const at = payload.indexOf(" ");
  return [payload.slice(0, at), payload.slice(at + 1)];
}
