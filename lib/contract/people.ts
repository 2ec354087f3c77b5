import { z } from "zod/mini";
import { ROLES } from "@/lib/domain/people/role";
import { isoTime, ONE_LINE } from "./primitives";

const role = z.enum(ROLES, { error: `must be one of ${ROLES.join(", ")}` });

export const emailAddress = z
  .email({ error: "must be an e-mail address" })
  .check(z.maxLength(254, { error: "is longer than 254 characters" }));

export const personName = z
  .string({ error: "is missing" })
  .check(
    z.trim(),
    z.minLength(1, { error: "is empty" }),
    z.maxLength(80, { error: "is longer than 80 characters" }),
    z.regex(ONE_LINE, { error: "must be one line of text, without marks that turn its direction" }),
  );

export const personSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  disabled: z.boolean(),
  /** `null` until a password was set. */
  signsInWith: z.nullable(z.enum(["password", "single-sign-on"])),
  createdAt: isoTime,
  /** When somebody with this address last came from the identity provider with another account; `null` if nobody did. */
  newIdentityAt: z.nullable(isoTime),
});
export type ListedPerson = z.infer<typeof personSchema>;

/** `GET /api/people` */
export const peopleSchema = z.object({ people: z.array(personSchema) });

/** `POST /api/people` */
export const newPersonSchema = z.object({ email: emailAddress, name: personName, role });
export type NewPerson = z.infer<typeof newPersonSchema>;

/** `PATCH /api/people/{personId}` */
export const personChangeSchema = z
  .object({ role: z.optional(role), disabled: z.optional(z.boolean()) })
  .check(z.refine((change) => Object.keys(change).length > 0, { error: "does not say what to change" }));
export type PersonChange = z.infer<typeof personChangeSchema>;

/** `POST /api/people/{personId}/password-link`: shown only once; a newer link replaces it. */
export const passwordLinkSchema = z.object({ url: z.url(), expiresAt: isoTime });
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

/** The answer to `POST /api/people`. */
export const addedPersonSchema = z.object({ person: personSchema, passwordLink: passwordLinkSchema });
export type AddedPerson = z.infer<typeof addedPersonSchema>;
