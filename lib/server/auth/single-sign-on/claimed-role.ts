import "server-only";
import { ROLES, type Role } from "@/lib/domain/people/role";

/** Which values of the claim give which role. */
export type RoleRules = Readonly<Record<Role, readonly string[]>>;

/** The greatest role that what the identity provider says of somebody gives them; `null` for whoever is not to get in. */
export function claimedRole(claims: Readonly<Record<string, unknown>>, claim: string, rules: RoleRules): Role | null {
  const values = textsOf(Object.hasOwn(claims, claim) ? claims[claim] : nested(claims, claim));
  return ROLES.toReversed().find((role) => rules[role].some((value) => values.has(value))) ?? null;
}

/** `realm_access.roles` inside an object, as Keycloak has it. */
function nested(claims: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, key);
    return isObject ? Reflect.get(value, key) : undefined;
  }, claims);
}

/** Numbers and the like are no names of groups. */
function textsOf(value: unknown): ReadonlySet<unknown> {
  return new Set([value].flat().filter((item) => typeof item === "string"));
}
