import "server-only";
import type { AuditAction } from "@/lib/domain/people/audit";
import type { Coordination } from "../../coordination/coordination";
import { clientAddress } from "../../security/client-address";
import type { Store } from "../../store/open-database";
import type { Person } from "../people/person";
import { recordAudit } from "./audit";

/** Somebody's call that changes something. */
interface Change {
  application: { readonly store: Store | null; coordination: Pick<Coordination, "now"> };
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
  const at = application.coordination.now();
  return recordAudit(application.store, { at, actor: person.email, action, target, from });
}
