import "server-only";
import type { Kysely } from "kysely";
import type { AccountDeed } from "../configuration/configuration";
import type { Provider } from "../providers/spec";
import type { SecretBox } from "../secret-box/secret-box";
import { type AccountTable, type AccountTables, secretsOwner } from "./account-part";
import type { AccountSettings, StoredAccount } from "./stored-account";

type Database = Kysely<AccountTables>;

/** What is needed to read rows. */
export interface RowContext {
  db: Database;
  box: SecretBox;
  providers: readonly Provider[];
}

/** All accounts in the order in which they were added. Those of a provider that this version does not know are left out. */
export async function readAccounts({ db, box, providers }: RowContext): Promise<StoredAccount[]> {
  const rows = await db.selectFrom("storedAccount").selectAll().orderBy("createdAt").orderBy("id").execute();
  return rows.flatMap((row) => {
    const provider = providers.find(({ id }) => id === row.provider);
    return provider === undefined ? [] : [accountOf(row, provider, box)];
  });
}

/** Returns false if there is one with this id. */
export async function insertAccount({ db, box }: RowContext, account: StoredAccount): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("storedAccount")
    .values(rowOf(account, box))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** What is sealed with another key stays as it is, for a server that has that key. */
export async function updateAccount({ db, box }: RowContext, account: StoredAccount): Promise<void> {
  const { secrets, ...row } = rowOf(account, box);
  await db
    .updateTable("storedAccount")
    .set(account.secrets === "unreadable" ? row : { ...row, secrets })
    .where("id", "=", account.id)
    .execute();
}

function rowOf(account: StoredAccount, box: SecretBox): AccountTable {
  const { id, provider, label, settings, secrets, pollIntervalMs, requestsPerMinute } = account;
  const { paused, retired, created } = account;
  return {
    ...{ id, provider: provider.id, label, pollIntervalMs, requestsPerMinute },
    settings: JSON.stringify(settings),
    secrets: typeof secrets === "string" ? null : box.seal(JSON.stringify(secrets), secretsOwner(id)),
    ...{ pausedAt: paused?.at ?? null, pausedBy: paused?.by ?? null },
    ...{ retiredAt: retired?.at ?? null, retiredBy: retired?.by ?? null },
    ...{ createdAt: created.at, createdBy: created.by },
  };
}

function accountOf(row: AccountTable, provider: Provider, box: SecretBox): StoredAccount {
  const { id, label, pollIntervalMs, requestsPerMinute, createdAt, createdBy } = row;
  return {
    ...{ id, provider, label, pollIntervalMs, requestsPerMinute },
    settings: parseObject(row.settings),
    secrets: row.secrets === null ? "erased" : openSecrets(row.secrets, id, box),
    paused: deedOf(row.pausedAt, row.pausedBy),
    retired: deedOf(row.retiredAt, row.retiredBy),
    created: { at: createdAt, by: createdBy },
  };
}

function openSecrets(sealed: string, id: string, box: SecretBox): StoredAccount["secrets"] {
  const opened = box.open(sealed, secretsOwner(id));
  return opened === null ? "unreadable" : parseObject(opened);
}

function deedOf(at: number | null, by: string | null): AccountDeed | null {
  return at === null ? null : { at, by: by ?? "" };
}

function parseObject(json: string): AccountSettings {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : {};
}
