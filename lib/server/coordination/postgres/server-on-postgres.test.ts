import { pino } from "pino";
import { expect, it, onTestFinished } from "vitest";
import { postgresStores } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import type { Coordination } from "../coordination";
import { COORDINATION_PART } from "../coordination-part";
import type { Term } from "../leases";
import { createServerOnPostgres } from "./server-on-postgres";
import type { Timing } from "./timing";

const newDatabaseUrl = postgresStores();
/** The same in a twentieth of the time. */
const QUICK: Timing = {
  ttlMs: 750,
  trustMs: 700,
  roundEveryMs: 250,
  roundJitterMs: 50,
  retryMs: 100,
  headStartMs: 100,
  newerHeadStartMs: 500,
  newerWaitsMs: 500,
  settledMs: 1_500,
};

async function newDatabase() {
  const databaseUrl = await newDatabaseUrl();
  const store = openDatabase({ databaseUrl });
  await migrate(store, COORDINATION_PART.migrations);
  await store.close();
  return databaseUrl;
}

function startServer(databaseUrl: string, { version = "1.0.0", name = "one" } = {}): Coordination {
  const server = createServerOnPostgres({
    ...{ databaseUrl, listenUrl: databaseUrl, self: { name, version, build: null } },
    whenReady: (begin) => begin(),
    log: pino({ enabled: false }),
    timing: QUICK,
  });
  onTestFinished(() => server.stop());
  return server;
}

it("gives a lease to one of two servers, and to the other one when the first stops", async () => {
  const databaseUrl = await newDatabase();
  const terms: [string, Term][] = [];
  const [a, b] = [startServer(databaseUrl), startServer(databaseUrl)];
  a.leases.want("x", (term) => terms.push(["a", term]));
  b.leases.want("x", (term) => terms.push(["b", term]));
  await expect.poll(() => terms.length).toBe(1);
  const [first, term] = terms[0] ?? expect.fail();
  await (first === "a" ? a : b).stop();
  expect(term.isTrusted()).toBe(false);
  await expect.poll(() => terms.length).toBe(2);
  expect(terms[1]?.[0]).not.toBe(first);
  expect(terms[1]?.[1].epoch).toBeGreaterThan(term.epoch);
});
