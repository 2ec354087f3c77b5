import "server-only";
import type { Done } from "@/lib/contract/sessions";
import { allows } from "@/lib/domain/people/role";
import { noteAuth, type PersonCall } from "../../http/auth-call";
import { notFound } from "../../refusal";

/** For people whom it does not belong to, a session does not exist. */
export async function revokeSession(call: PersonCall): Promise<Done> {
  const id = call.param("sessionId");
  const { person, application } = call;
  const { sessions, people } = application.auth;
  const session = await sessions.find(id);
  if (session === null || (session.personId !== person.id && !allows(person.role, "admin"))) {
    throw notFound("There is no such session.");
  }
  const { email } = await people.find(session.personId);
  await sessions.revoke(id);
  await noteAuth(call, person.email, "session-revoked", email);
  return { status: "done" };
}
