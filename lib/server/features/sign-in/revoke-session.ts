import "server-only";
import { doneSchema } from "@/lib/contract/sessions";
import { allows } from "@/lib/domain/people/role";
import type { Person } from "../../auth/people/person";
import { type AuthCall, noteAccess } from "../../http/auth-call";
import { sendJson } from "../../http/send-json";
import { notFound } from "../../refusal";

/** To whom it does not belong, a session does not exist. */
export async function revokeSession(call: AuthCall & { person: Person }, id: string): Promise<Response> {
  const { person, application } = call;
  const { sessions, people } = application.access;
  const session = await sessions.find(id);
  if (session === null || (session.personId !== person.id && !allows(person.role, "admin"))) {
    throw notFound("There is no such session.");
  }
  const { email } = await people.find(session.personId);
  await sessions.revoke(id);
  await noteAccess(call, person.email, "session-revoked", email);
  return sendJson(doneSchema, { status: "done" });
}
