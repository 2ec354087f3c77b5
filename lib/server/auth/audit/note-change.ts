import "server-only";
import type { AuditAction } from "@/lib/domain/people/audit";
import { clientAddress } from "../../security/client-address";
import type { Store } from "../../store/open-database";
import type { Person } from "../people/person";
import { recordAudit } from "./audit";

/** Somebody's call that changes something. */
interface Change {
  application: { readonly store: Store | null };
  person: Pick<Person, "email">;
  request: Pick<Request, "headers">;
}

/** Writes into the audit log what somebody has done. */
export function noteChange(
  { application, person, request }: Change,
  action: AuditAction,
  target: string,
): Promise<void> {
  const from = clientAddress(request.headers);
  return recordAudit(application.store, { at: Date.now(), actor: person.email, action, target, from });
}
