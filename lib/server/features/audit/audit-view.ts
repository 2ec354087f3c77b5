import "server-only";
import type { AuditEntry, AuditFilterQuery } from "@/lib/contract/audit";
import { auditActionOf } from "@/lib/domain/people/audit";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { AuditFilter, AuditEntry as StoredEntry } from "../../auth/audit/audit-entries";

export function auditEntryView({ id, at, actor, action, target, fromAddress, count }: StoredEntry): AuditEntry {
  return { id, at: isoTime(at), actor, action: auditActionOf(action), target, from: fromAddress, count };
}

export function toAuditFilter({ action, person, from, to }: AuditFilterQuery): AuditFilter {
  return { action, person, from: toTime(from), to: toTime(to) };
}

function toTime(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
