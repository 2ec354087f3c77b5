import { sql } from "kysely";
import { expect, it } from "vitest";
import { fillEveryTable } from "@/lib/testing/full-store";
import { temporaryFolders } from "@/lib/testing/stores";
import { createSecretBox } from "../secret-box/secret-box";
import { openDatabase } from "../store/open-database";
import { checkSecrets } from "./check-secrets";

const newFolder = temporaryFolders();

it("names whose secrets a key does not open, and counts no erased ones", async () => {
  const location = { dataDir: newFolder() };
  await fillEveryTable(location, 2);
  const store = openDatabase(location);
  const box = createSecretBox(Buffer.alloc(32, 1));
  await sql`update stored_account set secrets = ${box.seal("key", "account 1")} where id = '1'`.execute(store.db);
  await sql`update stored_account set secrets = null where id = '2'`.execute(store.db);
  await sql`update alert_channel set secrets = ${box.seal("url", "channel 1")} where id = '1'`.execute(store.db);
  const { sealed, unreadable } = await checkSecrets(store, box);
  expect(sealed).toBeGreaterThan(4);
  expect(unreadable).toContain("channel 2");
  expect(unreadable).not.toContain("account 1");
  expect(unreadable).not.toContain("account 2");
  expect(unreadable).not.toContain("channel 1");
  const withoutKey = await checkSecrets(store, null);
  expect(withoutKey.unreadable).toHaveLength(withoutKey.sealed);
  await store.close();
});
