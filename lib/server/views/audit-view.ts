import "server-only";
import type { AuditEntry, AuditFilterQuery } from "@/lib/contract/audit";
import type { AuditFilter, AuditEntry as StoredEntry } from "../access/audit-entries";
import { isoTime } from "./iso-time";

export function auditEntryView({ id, at, actor, action, target, fromAddress, count }: StoredEntry): AuditEntry {
  return { id, at: isoTime(at), actor, action, target, from: fromAddress, count };
}

export function toAuditFilter({ action, person, from, to }: AuditFilterQuery): AuditFilter {
  return { action, person, from: toTime(from), to: toTime(to) };
}

function toTime(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
