import "server-only";
import { sql } from "kysely";
import { ACCOUNT_PART } from "../accounts/account-part";
import { PUSH_PART } from "../alerts/push/push-part";
import { ALERT_PART } from "../alerts/store/alert-part";
import { AUDIT_PART } from "../auth/audit/audit-part";
import { AUTH_PART } from "../auth/auth-part";
import { BUILD_FILE_PART } from "../build-files/build-file-part";
import { COORDINATION_PART } from "../coordination/coordination-part";
import { HISTORY_PART } from "../history/history-part";
import { ORDER_PART } from "../on-demand/orders/order-part";
import { SHARED_PART } from "../poller/shared/shared-part";
import { BUDGET_PART } from "../poller/shared-budget/budget-part";
import { TRIES_PART } from "../reachability/tries-part";
import { SEALING_KEY_PART } from "../secret-box/sealing-key-part";
import { LIMIT_PART } from "../security/shared-limits/limit-part";
import { DISPLAY_PART } from "../sharing/displays/display-part";
import { SHARE_PART } from "../sharing/links/share-part";
import { migrate, requireKnownSchema } from "../store/migrate";
import type { Store } from "../store/open-database";
import type { StorePart } from "../store/store-part";

/** All parts of the store. */
export const STORED_PARTS: readonly StorePart[] = [
  AUDIT_PART,
  AUTH_PART,
  SHARE_PART,
  DISPLAY_PART,
  TRIES_PART,
  LIMIT_PART,
  SEALING_KEY_PART,
  SHARED_PART,
  PUSH_PART,
  ACCOUNT_PART,
  HISTORY_PART,
  ALERT_PART,
  COORDINATION_PART,
  ORDER_PART,
  BUDGET_PART,
  BUILD_FILE_PART,
];
export const STORED_TABLES = STORED_PARTS.flatMap(({ tables }) => tables);

/** Brings a whole store to this program's schema, of which none of it may then be newer. */
export async function migrateAll(store: Store): Promise<void> {
  for (const { migrations } of STORED_PARTS) {
    await migrate(store, migrations);
    await requireKnownSchema(store, migrations);
  }
}

/** Whether all parts of a store have exactly this program's schema. */
export async function isOfThisVersion({ db }: Store): Promise<boolean> {
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  for (const { migrations } of STORED_PARTS) {
    const { versionTable, steps } = migrations;
    if (!tables.has(snakeCase(versionTable))) return false;
    const { rows } = await sql<{ version: number }>`select version from ${sql.table(versionTable)}`.execute(db);
    if (rows[0]?.version !== steps.length) return false;
  }
  return true;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
