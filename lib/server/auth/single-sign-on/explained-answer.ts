import "server-only";
import type { SingleSignOnConfiguration } from "../../configuration/configuration";
import { log } from "../../log";
import type { Store } from "../../store/open-database";
import type { Tables } from "../schema";
import { claimedProfile, isSubject } from "./claimed-profile";
import { claimedRole } from "./claimed-role";
import type { Claims } from "./identity-client";
import { noteNewIdentity } from "./new-identities";
import type { SignOnAttempt } from "./sign-on-attempt";

const ERROR = "error";

/** The error code of an answer that leads back to the sign-in page; `null` for any other answer. */
function errorIn(response: Response): string | null {
  return locationOf(response)?.searchParams.get(ERROR) ?? null;
}

/** A more exact code than better-auth's own for what went wrong; `null` if its own says it all. */
export async function causeOf(
  response: Response,
  { fault, claims }: SignOnAttempt,
  { roleClaim, roles }: Pick<SingleSignOnConfiguration, "roleClaim" | "roles">,
  { db }: Store,
): Promise<string | null> {
  const error = errorIn(response);
  if (error === null) return null;
  if (fault !== null) return fault.code;
  if (claims === null) return null;
  if (error === "email_not_found") return withoutAddress(claims);
  // Only whoever would otherwise come in is worth an admin's attention.
  if (error !== "account_not_linked" || claimedRole(claims, roleClaim, roles) === null || !isSubject(claims.sub))
    return null;
  const { email } = claimedProfile(claims);
  const isNew = await noteNewIdentity(db.withTables<Tables>(), email ?? "", claims.sub, Date.now());
  if (!isNew) return null;
  log().warn(
    "Single sign-on: somebody came with a person's address and another sub than theirs. An admin can link it: Settings, People.",
  );
  return "new_identity";
}

function withoutAddress({ email, email_verified: isVerified }: Claims): string | null {
  const isUnverified = isVerified === false || isVerified === "false";
  const what = isUnverified
    ? "an address that it has not verified (email_verified is false)"
    : email === undefined
      ? "no e-mail address: is the scope email among signIn.oidc.scopes?"
      : "something that is not an e-mail address (the claim email)";
  log().warn(`Single sign-on: the identity provider gave ${what}`);
  return isUnverified ? "email_not_verified" : null;
}

/** The same answer, leading to the sign-in page with this code instead. */
export function explained(response: Response, cause: string | null): Response {
  const location = locationOf(response);
  if (cause === null || location === null) return response;
  location.searchParams.set(ERROR, cause);
  const headers = new Headers(response.headers);
  const isAbsolute = /^https?:/.test(response.headers.get("location") ?? "");
  headers.set("location", isAbsolute ? location.href : location.pathname + location.search);
  return new Response(response.body, { status: response.status, headers });
}

function locationOf(response: Response): URL | null {
  const location = response.headers.get("location");
  return location === null ? null : URL.parse(location, "http://server.invalid");
}
