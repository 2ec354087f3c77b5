import { queryOptions } from "@tanstack/react-query";
import type { AddedPerson, NewPerson, PasswordLink, PersonChange } from "@/lib/contract/people";
import { addedPersonShape, passwordLinkShape, peopleShape, personShape } from "@/lib/contract/shapes/people";
import { doneShape } from "@/lib/contract/shapes/sessions";
import { requestJson } from "./request";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async ({ signal }) => (await requestJson("/api/people", peopleShape, { signal })).people,
});

export function addPerson(person: NewPerson): Promise<AddedPerson> {
  return requestJson("/api/people", addedPersonShape, { method: "POST", body: person });
}

export async function changePerson(id: string, change: PersonChange): Promise<void> {
  await requestJson(pathOf(id), personShape, { method: "PATCH", body: change });
}

export async function removePerson(id: string): Promise<void> {
  await requestJson(pathOf(id), doneShape, { method: "DELETE" });
}

/** Creates a link that sets this person's password. Earlier ones stop working. */
export function makePasswordLink(id: string): Promise<PasswordLink> {
  return requestJson(`${pathOf(id)}/password-link`, passwordLinkShape, { method: "POST", body: {} });
}

/** Lets them in with their new account at the identity provider, instead of the old one. */
export async function linkIdentity(id: string): Promise<void> {
  await requestJson(`${pathOf(id)}/identity`, personShape, { method: "POST", body: {} });
}

function pathOf(id: string): string {
  return `/api/people/${encodeURIComponent(id)}`;
}
