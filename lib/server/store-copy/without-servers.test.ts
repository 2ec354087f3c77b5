import { sql } from "kysely";
import { expect, it } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { openDatabase, type StoreLocation } from "../store/open-database";
import { createStorageClaim } from "../store/storage-claim";
import { migrateAll } from "./stored-parts";
import { withoutServers } from "./without-servers";

/** A server that uses the store, until it has ended. */
async function startServer(location: StoreLocation): Promise<() => Promise<void>> {
  const claim = createStorageClaim(location);
  claim.take();
  const store = openDatabase(location);
  await migrateAll(store);
  if (store.dialect === "postgres")
    await sql`
      insert into server (id, name, version, build, started_at, seen_at, clock_ahead_ms, hears_hints)
      values ('one', 'pod', '0.1.0', null, now(), now(), 0, true)`.execute(store.db);
  return async () => {
    if (store.dialect === "postgres") await sql`delete from server`.execute(store.db);
    await store.close();
    claim.release();
  };
}

describeEachStore((newStore) => {
  it("waits for a server that is just ending", async () => {
    const location = await newStore();
    const end = await startServer(location);
    let pauses = 0;
    const sleep = async () => {
      pauses += 1;
      if (pauses === 2) await end();
    };
    expect(await withoutServers([location], async () => "done", sleep)).toBe("done");
    expect(pauses).toBe(2);
  });

  it("refuses one that goes on, after as long as a server takes to end, and is not in the way of the next try", async () => {
    const location = await newStore();
    const end = await startServer(location);
    let waitedMs = 0;
    const sleep = async (durationMs: number) => {
      waitedMs += durationMs;
    };
    const refused = withoutServers([location], async () => expect.fail("A server uses it"), sleep);
    await expect(refused).rejects.toMatchObject({ kind: "in-use", message: expect.stringContaining("Stop it") });
    expect(waitedMs).toBe(10_000);
    await end();
    expect(await withoutServers([location], async () => "done", sleep)).toBe("done");
  });
});
