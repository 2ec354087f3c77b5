import "server-only";
import type { AddedPerson, ListedPerson, NewPerson, PasswordLink, PersonChange } from "@/lib/contract/people";
import type { Done } from "@/lib/contract/sessions";
import { changeWords } from "../../auth/people/person-change";
import { passwordLinkView, personView } from "../../auth/people/person-view";
import { noteAuth, type PersonCall } from "../../http/auth-call";

/** Answers with a link that sets the password: there is no mail server to send it, so the admin passes it on. */
export async function addPerson(call: PersonCall<NewPerson>): Promise<AddedPerson> {
  const { auth, configuration } = call.application;
  const { link, ...added } = await auth.people.add(await call.readBody());
  await noteAuth(call, call.person.email, "person-added", `${added.email} as ${added.role}`);
  const passwordLink = passwordLinkView(link, configuration.publicUrl);
  return { person: personView(added), passwordLink };
}

export async function changePerson(call: PersonCall<PersonChange>): Promise<ListedPerson> {
  const change = await call.readBody();
  const { before, after } = await call.application.auth.people.change(call.param("personId"), change);
  const changed = changeWords(before, after);
  if (changed !== null) await noteAuth(call, call.person.email, "person-changed", changed);
  return personView(after);
}

export async function removePerson(call: PersonCall): Promise<Done> {
  const id = call.param("personId");
  const { people } = call.application.auth;
  const { email } = await people.find(id);
  await people.remove(id);
  await noteAuth(call, call.person.email, "person-removed", email);
  return { status: "done" };
}

export async function linkIdentity(call: PersonCall): Promise<ListedPerson> {
  const person = await call.application.auth.people.linkNewIdentity(call.param("personId"));
  await noteAuth(call, call.person.email, "identity-linked", person.email);
  return personView(person);
}

export async function makePasswordLink(call: PersonCall): Promise<PasswordLink> {
  const id = call.param("personId");
  const { auth, configuration } = call.application;
  const { email } = await auth.people.find(id);
  const link = await auth.people.newPasswordToken(id);
  await noteAuth(call, call.person.email, "password-link-made", email);
  return passwordLinkView(link, configuration.publicUrl);
}
