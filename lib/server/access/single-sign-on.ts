import "server-only";
import { betterAuth } from "better-auth";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { SingleSignOnConfiguration } from "../configuration/configuration";
import { HttpProblem } from "../http/problem";
import type { Store } from "../store/open-database";
import { type AuthOptions, authOptions } from "./auth";
import { createClaimAudit } from "./claim-audit";
import { claimedRole } from "./claimed-role";
import type { Tables } from "./schema";

/** What credentials at the identity provider are stored under, and part of the address it sends people back to. */
export const OIDC = "oidc";

/** The error that `/login` shows to somebody whom the provider knows and no rule lets in. */
export const NO_ROLE = "no_role";

/** Short, because only a sign-in asks the provider whether somebody may still get in; where it still knows them, it takes one click. */
export const SINGLE_SIGN_ON_HOURS = 24;

const DISCOVERY_TIMEOUT_MS = 5_000;
const HOUR_SECONDS = 3_600;

export interface SingleSignOn {
  label: string;
  /** Answers the two calls of signing in through the provider. Throws a 502 while that cannot be reached. */
  handle(request: Request): Promise<Response>;
}

/** Signing in through an OpenID Connect provider: found by discovery, with PKCE, state and a nonce in a verified ID token. */
export function createSingleSignOn(configuration: SingleSignOnConfiguration, options: AuthOptions): SingleSignOn {
  let ready: ReturnType<typeof connect> | null = null;
  return {
    label: configuration.label,
    async handle(request) {
      ready ??= connect(configuration, options);
      const auth = await within(DISCOVERY_TIMEOUT_MS, ready);
      if (auth !== null) return auth.handler(request);
      // The next attempt looks for the provider again.
      ready = null;
      const detail = `${configuration.label} cannot be reached. Try again, or sign in with a password.`;
      throw new HttpProblem(502, { code: "unreachable", detail });
    },
  };
}

/** `null` when discovery failed. An instance of its own: a provider that hangs must not keep passwords from working. */
async function connect(configuration: SingleSignOnConfiguration, options: AuthOptions) {
  const { issuer, clientId, clientSecret, scopes, roleClaim, roles } = configuration;
  const roleOf = (claims: Readonly<Record<string, unknown>>) => claimedRole(claims, roleClaim, roles);
  const common = authOptions(options);
  const claims = createClaimAudit(options.store, configuration.label);
  const auth = betterAuth({
    ...common,
    user: {
      ...common.user,
      // Here the claim sets it, at every sign-in.
      additionalFields: { role: { type: "string", required: true } },
      validateUserInfo: async ({ user, source }) => {
        const profile = source.oauth?.profile ?? {};
        if (roleOf(profile) !== null) return claims.before(user.id);
        await endSessions(options.store, String(profile.sub));
        return { error: NO_ROLE };
      },
    },
    session: { ...common.session, expiresIn: SINGLE_SIGN_ON_HOURS * HOUR_SECONDS },
    databaseHooks: {
      ...common.databaseHooks,
      user: { create: { after: claims.added }, update: { after: claims.changed } },
      account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: OIDC,
            discoveryUrl: `${issuer}/.well-known/openid-configuration`,
            requireIdTokenVerification: true,
            clientId,
            clientSecret,
            scopes: [...scopes],
            overrideUserInfo: true,
            mapProfileToUser: (profile) => ({
              role: roleOf(profile) ?? "viewer",
              name: typeof profile.name === "string" ? profile.name : String(profile.email),
            }),
          },
        ],
      }),
    ],
  });
  const { socialProviders } = await auth.$context;
  return socialProviders.some(({ id }) => id === OIDC) ? auth : null;
}

/** Nothing is ever asked of the provider in somebody's name, so what would allow it is not kept. */
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

/** Whoever may not get in any more is out everywhere. */
async function endSessions({ db }: Store, accountId: string): Promise<void> {
  const tables = db.withTables<Tables>();
  const credentials = tables.selectFrom("credential").select("userId").where("providerId", "=", OIDC);
  await tables
    .deleteFrom("session")
    .where("userId", "in", credentials.where("accountId", "=", accountId))
    .execute();
}

function within<Value>(timeoutMs: number, work: Promise<Value>): Promise<Value | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, timeoutMs, null);
  return Promise.race([work.catch(() => null), promise]).finally(() => clearTimeout(timer));
}
