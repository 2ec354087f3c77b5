import "server-only";
import type { AuditAction } from "@/lib/domain/people/audit";
import { recordAudit } from "../auth/audit/audit";
import { clientAddress } from "../security/client-address";
import type { PersonInput } from "./define-route";

/** Writes into the audit log what somebody has done. */
export function noteChange(
  { application, person, request }: Pick<PersonInput, "application" | "person" | "request">,
  action: AuditAction,
  target: string,
): Promise<void> {
  const from = clientAddress(request.headers);
  return recordAudit(application.store, { at: Date.now(), actor: person.email, action, target, from });
}
