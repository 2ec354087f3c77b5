import { expect, it, onTestFinished } from "vitest";
import type { Alert } from "@/lib/domain/alerts/alert";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { postgresStores } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { ALERT_PART } from "./alert-part";
import { createAlertStore } from "./alert-store";
import type { AlertTables } from "./schema";
import { SPEAKABLE_MS, speakableVersion } from "./speakable-alerts";

const NOW = Date.UTC(2026, 10, 29);
const newDatabaseUrl = postgresStores();

it("names what is stored of alerts otherwise after each change, also one that takes another back, and the same without any", async () => {
  const store = openDatabase({ databaseUrl: await newDatabaseUrl() });
  onTestFinished(() => store.close());
  await migrate(store, ALERT_PART.migrations);
  const db = store.db.withTables<AlertTables>();
  const save = (changes: Partial<Alert>, dropped: string[] = []) =>
    createAlertStore(db).save(
      {
        saved: [{ alert: exampleAlert(changes), label: "train", usdMicrosSoFar: null }],
        ...{ dropped, plan: { messages: [], replaced: [] } },
      },
      NOW,
    );
  const names: (string | null)[] = [];
  const look = async (now = NOW) => {
    const name = await speakableVersion(db, "postgres", now);
    expect(await speakableVersion(db, "postgres", now)).toBe(name);
    names.push(name);
  };
  await look();
  await save({ id: "1", state: "pending" });
  await look();
  await save({ id: "1", severity: "warning" });
  await look();
  await save({ id: "1", severity: "critical" });
  await look();
  await save({ id: "2" }, ["1"]);
  await look();
  await save({ id: "2", state: "resolved", resolvedAt: NOW });
  await look();
  expect(new Set(names).size).toBe(names.length);
  // What ended long ago is not shown any more.
  await look(NOW + SPEAKABLE_MS);
  expect(names.at(-1)).toBe(names[0]);
});
