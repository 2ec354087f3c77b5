import "server-only";
import type { Generated } from "kysely";

export type AuditTables = { auditEntry: AuditEntryTable; auditPruning: AuditPruningTable };

export interface AuditEntryTable {
  /** Grows with time: later entries have greater ids. */
  id: Generated<number>;
  at: number;
  actor: string;
  action: string;
  target: string | null;
  fromAddress: string | null;
  /** How many identical events it stands for. */
  count: Generated<number>;
}

/** What may be deleted at present. Has a row only while old entries are being removed. */
export interface AuditPruningTable {
  allBefore: number;
  refusedBefore: number;
  refusedUntilId: number;
}
