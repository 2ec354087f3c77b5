import { expect, it, onTestFinished } from "vitest";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { coordinatedDatabase, LASTING, startCoordinated } from "@/lib/testing/servers/coordinated-servers";
import { postgresStores } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { ALERT_PART } from "./alert-part";
import { createAlertStore } from "./alert-store";
import { createAlertTerm } from "./alert-term";
import type { AlertTables } from "./schema";

const newDatabaseUrl = postgresStores();

it("lets only the server that judges store alerts, even while it does not know yet that another one does", async () => {
  const { databaseUrl } = await coordinatedDatabase(await newDatabaseUrl());
  const database = openDatabase({ databaseUrl });
  onTestFinished(() => database.close());
  await migrate(database, ALERT_PART.migrations);
  const db = database.db.withTables<AlertTables>();
  const servers = [1, 2].map(() => {
    const server = startCoordinated({ databaseUrl, timing: LASTING }, []);
    const term = createAlertTerm();
    server.leases.want("alerts", term.begin);
    const save = (id: string) =>
      createAlertStore(db, term).save(
        {
          saved: [{ alert: exampleAlert({ id }), label: "train", usdMicrosSoFar: null }],
          ...{ dropped: [], plan: { messages: [], replaced: [] } },
        },
        Date.now(),
      );
    return { server, term, save };
  });
  await expect.poll(() => servers.filter(({ term }) => term.enter() !== null).length).toBe(1);
  const judge = servers.find(({ term }) => term.enter() !== null) ?? expect.fail();
  const heir = servers.find((one) => one !== judge) ?? expect.fail();
  const before = judge.term.enter() ?? expect.fail();
  await judge.save("1");
  await expect(heir.save("2")).rejects.toMatchObject({ name: "LostLease" });

  await judge.server.stop();
  await expect.poll(() => heir.term.enter()).toBeGreaterThan(before);
  await heir.save("3");
  // Of a look that it began before.
  await expect(judge.save("4")).rejects.toMatchObject({ name: "LostLease" });
  expect(judge.term.enter()).toBeNull();
  const stored = await createAlertStore(db).speakable(Date.now());
  expect(stored.map(({ alert }) => alert.id).sort()).toEqual(["1", "3"]);
});
