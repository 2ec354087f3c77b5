import "server-only";
import type { Generated } from "kysely";

export type AuditTables = { auditEntry: AuditEntryTable };

export interface AuditEntryTable {
  /** Grows with time: what was written later has a greater one. */
  id: Generated<number>;
  at: number;
  actor: string;
  action: string;
  target: string | null;
  fromAddress: string | null;
}
