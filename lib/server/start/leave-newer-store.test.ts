import { sql } from "kysely";
import { expect, it, onTestFinished, vi } from "vitest";
import { describeEachStore } from "@/lib/testing/stores";
import { historyIn } from "../history/open-history";
import { openDatabase } from "../store/open-database";
import { migrateAll } from "../store-copy/stored-parts";
import { leaveNewerStore } from "./leave-newer-store";

describeEachStore((newStore) => {
  it("stops writing once a newer server has changed the store so that this one must not use it, and says why", async () => {
    const store = openDatabase(await newStore());
    onTestFinished(() => store.close());
    await migrateAll(store);
    const history = await historyIn(store);
    let look = async () => {};
    const [stop, leave, readmit, error] = [vi.fn(async () => {}), vi.fn(), vi.fn(), vi.fn()];
    leaveNewerStore({
      stored: { current: () => ({ store }), leave },
      hints: {
        tell: () => {},
        follow: (_, next) => {
          look = next;
          return () => {};
        },
      },
      ...{ readmit, stop, log: { error } },
    });
    await sql`update alert_schema_version set version = 99, dispensable_steps = 98`.execute(store.db);
    await look();
    expect(stop).not.toHaveBeenCalled();
    expect(await history.health()).toMatchObject({ reading: null });

    await sql`update alert_schema_version set dispensable_steps = 1`.execute(store.db);
    await look();
    for (const once of [stop, leave, readmit]) expect(once).toHaveBeenCalledOnce();
    const sentence = expect.stringContaining("schema version 99");
    expect(error).toHaveBeenCalledExactlyOnceWith(sentence);
    expect(await history.health()).toMatchObject({ reading: { kind: "newer-schema", message: sentence } });
    await expect(sql`delete from alert`.execute(store.db)).rejects.toThrow("schema version 99");
  });
});
