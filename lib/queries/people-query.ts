import { queryOptions } from "@tanstack/react-query";
import {
  type AddedPerson,
  addedPersonSchema,
  type NewPerson,
  type PasswordLink,
  type PersonChange,
  passwordLinkSchema,
  peopleSchema,
  personSchema,
} from "@/lib/contract/people";
import { doneSchema } from "@/lib/contract/sessions";
import { requestJson } from "./request";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async ({ signal }) => (await requestJson("/api/people", peopleSchema, { signal })).people,
});

export function addPerson(person: NewPerson): Promise<AddedPerson> {
  return requestJson("/api/people", addedPersonSchema, { method: "POST", body: person });
}

export async function changePerson(id: string, change: PersonChange): Promise<void> {
  await requestJson(pathOf(id), personSchema, { method: "PATCH", body: change });
}

export async function removePerson(id: string): Promise<void> {
  await requestJson(pathOf(id), doneSchema, { method: "DELETE" });
}

/** Creates a link that sets this person's password. Earlier ones stop working. */
export function makePasswordLink(id: string): Promise<PasswordLink> {
  return requestJson(`${pathOf(id)}/password-link`, passwordLinkSchema, { method: "POST", body: {} });
}

/** Lets them in with their new account at the identity provider, instead of the old one. */
export async function linkIdentity(id: string): Promise<void> {
  await requestJson(`${pathOf(id)}/identity`, personSchema, { method: "POST", body: {} });
}

function pathOf(id: string): string {
  return `/api/people/${encodeURIComponent(id)}`;
}
