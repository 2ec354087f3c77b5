import "server-only";
import {
  addedPersonSchema,
  newPersonSchema,
  passwordLinkSchema,
  peopleSchema,
  personChangeSchema,
  personSchema,
} from "@/lib/contract/people";
import { doneSchema, sessionsSchema } from "@/lib/contract/sessions";
import { personView } from "../../auth/people/person-view";
import { sessionView } from "../../auth/sessions/session-view";
import { defineRoute } from "../../http/define-route";
import { addPerson, changePerson, linkIdentity, makePasswordLink, removePerson } from "./people-calls";

export const listPeople = defineRoute({
  method: "GET",
  path: "/api/people",
  audience: "admin",
  summary: "Who may sign in",
  answer: peopleSchema,
  run: async ({ application }) => ({ people: (await application.auth.people.list()).map(personView) }),
});

export const invitePerson = defineRoute({
  method: "POST",
  path: "/api/people",
  audience: "admin",
  summary: "Add a person; the link that sets their password is shown only once",
  body: newPersonSchema,
  status: 201,
  answer: addedPersonSchema,
  run: addPerson,
});

export const updatePerson = defineRoute({
  method: "PATCH",
  path: "/api/people/{personId}",
  audience: "admin",
  summary: "Change a person's role, or whether they may sign in",
  body: personChangeSchema,
  answer: personSchema,
  run: changePerson,
});

export const deletePerson = defineRoute({
  method: "DELETE",
  path: "/api/people/{personId}",
  audience: "admin",
  summary: "Remove a person",
  answer: doneSchema,
  run: removePerson,
});

export const renewPasswordLink = defineRoute({
  method: "POST",
  path: "/api/people/{personId}/password-link",
  audience: "admin",
  summary: "A new link that sets a password",
  status: 201,
  answer: passwordLinkSchema,
  run: makePasswordLink,
});

export const linkIdentityOf = defineRoute({
  method: "POST",
  path: "/api/people/{personId}/identity",
  audience: "admin",
  summary: "Link the account with which a person was made anew at the identity provider",
  answer: personSchema,
  run: linkIdentity,
});

export const listSessionsOf = defineRoute({
  method: "GET",
  path: "/api/people/{personId}/sessions",
  audience: "admin",
  summary: "Where a person is signed in",
  answer: sessionsSchema,
  run: async ({ application, person, param }) => {
    const { people, sessions } = application.auth;
    const { id } = await people.find(param("personId"));
    return { sessions: (await sessions.list(id)).map((session) => sessionView(session, person)) };
  },
});
