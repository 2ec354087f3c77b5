import "server-only";
import { ROLES, type Role } from "@/lib/domain/people/role";

/** The values of the claim that give each role. */
export type RoleRules = Readonly<Record<Role, readonly string[]>>;

/** The highest role that somebody's claims give them; `null` if they may not sign in. */
export function claimedRole(claims: Readonly<Record<string, unknown>>, claim: string, rules: RoleRules): Role | null {
  const values = textsOf(claimValue(claims, claim));
  return ROLES.toReversed().find((role) => rules[role].some((value) => values.has(value))) ?? null;
}

/** Whether the claims say anything under this name. */
export function hasClaim(claims: Readonly<Record<string, unknown>>, claim: string): boolean {
  return claimValue(claims, claim) !== undefined;
}

function claimValue(claims: Readonly<Record<string, unknown>>, claim: string): unknown {
  return Object.hasOwn(claims, claim) ? claims[claim] : nested(claims, claim);
}

/** `realm_access.roles` inside an object, as Keycloak sends it. */
function nested(claims: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, key);
    return isObject ? Reflect.get(value, key) : undefined;
  }, claims);
}

/** Numbers and the like are not group names. */
function textsOf(value: unknown): ReadonlySet<unknown> {
  return new Set([value].flat().filter((item) => typeof item === "string"));
}
