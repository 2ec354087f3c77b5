import { expect, it, onTestFinished } from "vitest";
import { postgresStores } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { ALERT_PART } from "../store/alert-part";
import { createAlertStore } from "../store/alert-store";
import type { AlertTables } from "../store/schema";
import { createOutbox } from "./outbox";

const START = Date.UTC(2026, 10, 29);
const newDatabaseUrl = postgresStores();

/** A planner that looks for what is due anew for each message: PostgreSQL may choose so, depending on what it knows of the table. */
async function unluckyDatabase(): Promise<string> {
  const url = new URL(await newDatabaseUrl());
  const switches = ["hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan", "bitmapscan", "memoize"];
  url.searchParams.set("options", switches.map((name) => `-c enable_${name}=off`).join(" "));
  return url.href;
}

it("PostgreSQL gives a sender no more messages than it asks for, however it looks for them", async () => {
  const store = openDatabase({ databaseUrl: await unluckyDatabase() });
  onTestFinished(() => store.close());
  await migrate(store, ALERT_PART.migrations);
  const db = store.db.withTables<AlertTables>();
  const outbox = createOutbox(db, store.dialect);
  const messages = Array.from({ length: 6 }, () => ({ channelId: "ops", event: "firing" as const, alertIds: [] }));
  await createAlertStore(db).save({ saved: [], dropped: [], plan: { messages, replaced: [] } }, START);
  const claimed = await outbox.claim(START, 1, []);
  expect(claimed).toHaveLength(1);
  const others = await outbox.claim(START, 3, []);
  expect(others).toHaveLength(3);
  expect(new Set([...claimed, ...others].map(({ id }) => id)).size).toBe(4);
  expect(await db.selectFrom("delivery").select("id").where("attempts", ">", 0).execute()).toHaveLength(4);
});
