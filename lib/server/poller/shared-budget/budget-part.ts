import "server-only";
import { type ColumnDefinitionBuilder, type SchemaModule, sql } from "kysely";
import type { Dialect } from "../../store/open-database";
import type { StorePart } from "../../store/store-part";

/** Nothing of it is copied: all of it is over within minutes. */
export const BUDGET_PART: StorePart = {
  migrations: { versionTable: "budgetSchemaVersion", steps: [createBudgets] },
  tables: [],
  derived: ["requestBudget"],
};

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** All times are of the database's clock. Written by servers on PostgreSQL only. */
async function createBudgets(schema: SchemaModule, dialect: Dialect): Promise<void> {
  await schema
    .createTable("request_budget")
    .addColumn("account_id", "text", required)
    // A digest of the key and of all else that the account is asked with.
    .addColumn("client", "text", required)
    // The number of the five seconds that the first of `used` counts.
    .addColumn("slot", "bigint", required)
    // The requests of these five seconds and of those before, latest first.
    .addColumn("used", dialect === "postgres" ? sql`integer[]` : "text", required)
    // What the provider says: its limit, and how much of that is left until when. Null where it says nothing.
    .addColumn("allowance", "integer")
    .addColumn("remaining", "integer")
    .addColumn("reset_at", "timestamptz", required)
    // The provider asked for no call before this.
    .addColumn("blocked_until", "timestamptz", required)
    // What was said of the last request.
    .addColumn("is_admitted", "boolean", required)
    .addPrimaryKeyConstraint("request_budget_of_client", ["account_id", "client"])
    .execute();
}
