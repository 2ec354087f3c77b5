// Written from lib/contract/people.ts by `npx vitest run lib/contract/shapes --update`.
import type { addedPersonSchema, passwordLinkSchema, peopleSchema, personSchema } from "../people";
import { boolean, list, nullable, object, oneOf, shapeOf, string, time, url } from "./shape";

export const addedPersonShape = shapeOf<typeof addedPersonSchema>(
  object({
    person: object({
      id: string,
      email: string,
      name: string,
      role: oneOf("viewer", "operator", "admin"),
      disabled: boolean,
      signsInWith: nullable(oneOf("password", "single-sign-on")),
      createdAt: time,
      newIdentityAt: nullable(time),
    }),
    passwordLink: object({ url: url, expiresAt: time }),
  }),
);

export const passwordLinkShape = shapeOf<typeof passwordLinkSchema>(object({ url: url, expiresAt: time }));

export const peopleShape = shapeOf<typeof peopleSchema>(
  object({
    people: list(
      object({
        id: string,
        email: string,
        name: string,
        role: oneOf("viewer", "operator", "admin"),
        disabled: boolean,
        signsInWith: nullable(oneOf("password", "single-sign-on")),
        createdAt: time,
        newIdentityAt: nullable(time),
      }),
    ),
  }),
);

export const personShape = shapeOf<typeof personSchema>(
  object({
    id: string,
    email: string,
    name: string,
    role: oneOf("viewer", "operator", "admin"),
    disabled: boolean,
    signsInWith: nullable(oneOf("password", "single-sign-on")),
    createdAt: time,
    newIdentityAt: nullable(time),
  }),
);
