import "server-only";
import {
  addedPersonSchema,
  newPersonSchema,
  passwordLinkSchema,
  personChangeSchema,
  personSchema,
} from "@/lib/contract/people";
import { doneSchema } from "@/lib/contract/sessions";
import type { Person } from "../../auth/people/person";
import { changeWords } from "../../auth/people/person-change";
import { passwordLinkView, personView } from "../../auth/people/person-view";
import { type AuthCall, noteAccess } from "../../http/auth-call";
import { readJson } from "../../http/read-json";
import { sendJson } from "../../http/send-json";

type AdminCall = AuthCall & { person: Person };

/** With a link that sets the password: there is no mail server to send one, so the admin hands it over. */
export async function addPerson(call: AdminCall): Promise<Response> {
  const { access, configuration } = call.application;
  const { link, ...added } = await access.people.add(await readJson(call.request, newPersonSchema));
  await noteAccess(call, call.person.email, "person-added", `${added.email} as ${added.role}`);
  const passwordLink = passwordLinkView(link, configuration.publicUrl);
  return sendJson(addedPersonSchema, { person: personView(added), passwordLink }, 201);
}

export async function changePerson(call: AdminCall, id: string): Promise<Response> {
  const change = await readJson(call.request, personChangeSchema);
  const { before, after } = await call.application.access.people.change(id, change);
  const changed = changeWords(before, after);
  if (changed !== null) await noteAccess(call, call.person.email, "person-changed", changed);
  return sendJson(personSchema, personView(after));
}

export async function removePerson(call: AdminCall, id: string): Promise<Response> {
  const { people } = call.application.access;
  const { email } = await people.find(id);
  await people.remove(id);
  await noteAccess(call, call.person.email, "person-removed", email);
  return sendJson(doneSchema, { status: "done" });
}

export async function makePasswordLink(call: AdminCall, id: string): Promise<Response> {
  const { access, configuration } = call.application;
  const { email } = await access.people.find(id);
  const link = await access.people.newPasswordToken(id);
  await noteAccess(call, call.person.email, "password-link-made", email);
  return sendJson(passwordLinkSchema, passwordLinkView(link, configuration.publicUrl), 201);
}
