import "server-only";
import type { Generated } from "kysely";

export type AuditTables = { auditEntry: AuditEntryTable; auditPruning: AuditPruningTable };

export interface AuditEntryTable {
  /** Grows with time: what was written later has a greater one. */
  id: Generated<number>;
  at: number;
  actor: string;
  action: string;
  target: string | null;
  fromAddress: string | null;
  /** How many equal events it stands for. */
  count: Generated<number>;
}

/** What may be deleted at present: a row only while old entries are being removed, else none. */
export interface AuditPruningTable {
  allBefore: number;
  refusedBefore: number;
  refusedUntilId: number;
}
