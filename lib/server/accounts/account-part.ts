import "server-only";
import type { SchemaModule } from "kysely";
import type { StorePart } from "../store/store-part";

/** The tables. Times are epoch milliseconds. */
export type AccountTables = { storedAccount: AccountTable };

export interface AccountTable {
  id: string;
  provider: string;
  label: string;
  /** JSON, without the secrets. */
  settings: string;
  /** JSON of the secrets, sealed; `null` once they were erased. */
  secrets: string | null;
  /** `null` for what the server's configuration, or the provider, says. */
  pollIntervalMs: number | null;
  requestsPerMinute: number | null;
  pausedAt: number | null;
  pausedBy: string | null;
  retiredAt: number | null;
  retiredBy: string | null;
  createdAt: number;
  createdBy: string;
}

export const ACCOUNT_PART: StorePart = {
  migrations: { versionTable: "storedAccountSchemaVersion", steps: [createStoredAccounts] },
  tables: [
    {
      name: "storedAccount",
      key: ["id"],
      sealed: [{ column: "secrets", owner: ({ id }) => secretsOwner(String(id)) }],
    },
  ],
};

/** Secrets that are moved to another account's row cannot be opened there. */
export function secretsOwner(accountId: string): string {
  return `account ${accountId}`;
}

async function createStoredAccounts(schema: SchemaModule): Promise<void> {
  await schema
    .createTable("stored_account")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("secrets", "text")
    .addColumn("poll_interval_ms", "bigint")
    .addColumn("requests_per_minute", "integer")
    .addColumn("paused_at", "bigint")
    .addColumn("paused_by", "text")
    .addColumn("retired_at", "bigint")
    .addColumn("retired_by", "text")
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .execute();
}
