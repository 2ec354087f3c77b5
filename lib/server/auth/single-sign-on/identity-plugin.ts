import "server-only";
import type { AuthContext, BetterAuthPlugin } from "better-auth";
import type { OAuthProvider } from "better-auth/oauth2";
import type { Role } from "@/lib/domain/people/role";
import { clip } from "@/lib/domain/text/scrub";
import { log } from "../../log";
import { claimedProfile, isSubject } from "./claimed-profile";
import type { Claims, Exchanged, IdentityClient } from "./identity-client";
import { noteAttempt } from "./sign-on-attempt";
import { faultOf, type SignOnFault } from "./sign-on-fault";

/** How long better-auth remembers a sign-in in progress. */
const STATE_MS = 600_000;

interface Options {
  /** The id under which credentials at this provider are stored. */
  id: string;
  client: IdentityClient;
  roleOf: (claims: Claims) => Role | null;
}

/**
 * Lets better-auth sign people in through this provider. Replaces better-auth's own `genericOAuth`, which does not
 * limit the size and time of the provider's responses, and accepts an ID token made for another program.
 */
export function identityPlugin({ id, client, roleOf }: Options): BetterAuthPlugin {
  /** What each code gave, until its claims are read: only then does better-auth know which nonce it sent. */
  const exchanged = new WeakMap<object, Exchanged>();

  const providerIn = ({ internalAdapter }: Pick<AuthContext, "internalAdapter">): OAuthProvider<Claims> => ({
    id,
    name: id,
    issuer: client.issuer,
    requiresIdTokenNonce: true,
    options: { overrideUserInfoOnSignIn: true },
    accountSubject: ({ profile }) => profile.sub,
    createAuthorizationURL: ({ redirectURI, state, codeVerifier, idTokenNonce }) =>
      client.authorizationUrl({ redirectURI, state, codeVerifier, nonce: idTokenNonce }),

    async validateAuthorizationCode({ code, redirectURI, codeVerifier = "" }) {
      // better-auth finds a state and then deletes it: two simultaneous answers would both find it, and with it this
      // secret.
      const reserved = {
        identifier: `answered ${codeVerifier}`,
        value: "",
        expiresAt: new Date(Date.now() + STATE_MS),
      };
      if (!(await internalAdapter.reserveVerificationValue(reserved)))
        throw new Error("This sign-in has already been answered.");
      const raw = {};
      exchanged.set(raw, await noted(client.exchange(code, redirectURI, codeVerifier)));
      return { raw };
    },

    async getUserInfo({ raw, expectedIdTokenNonce }) {
      const given = raw && exchanged.get(raw);
      if (!given || expectedIdTokenNonce === undefined) return null;
      const claims = await noted(client.readClaims(given, expectedIdTokenNonce)).catch(() => null);
      if (claims === null) return null;
      if (!isSubject(claims.sub)) {
        tell({ code: "odd_answer", reason: "The claim sub is not a text of 1 to 255 ordinary characters." });
        return null;
      }
      noteAttempt({ claims });
      const emailVerified = claims.email_verified === true;
      const user = { ...claimedProfile(claims), emailVerified, role: roleOf(claims) ?? "viewer" };
      return { user, data: claims };
    },
  });
  return { id: "identity-provider", init: (context) => ({ context: { socialProviders: [providerIn(context)] } }) };
}

/** better-auth swallows this error, and its log would contain what the provider sent. */
async function noted<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    tell(faultOf(error), reasonOf(error));
    throw error;
  });
}

/** Each fault once for the admin, who reads the log, and once for the person, who sees the sign-in page. */
function tell(fault: SignOnFault, error?: string): void {
  noteAttempt({ fault });
  log().warn({ fault: fault.code, ...(error !== undefined && { error }) }, `Single sign-on: ${fault.reason}`);
}

/** The error without what the provider sent, which openid-client attaches. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return clip(`${error.message}${cause}`);
}
