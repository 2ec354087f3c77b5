import "server-only";
import { betterAuth } from "better-auth";
import type { SingleSignOnConfiguration } from "../../configuration/configuration";
import { log } from "../../log";
import type { Outbound } from "../../outbound/outbound";
import { Refusal } from "../../refusal";
import type { Store } from "../../store/open-database";
import { type AuthOptions, authOptions } from "../auth";
import { OIDC } from "../credential-providers";
import type { Tables } from "../schema";
import type { SessionReader } from "../sessions/session-reader";
import { createClaimAudit } from "./claim-audit";
import { claimedRole, hasClaim } from "./claimed-role";
import { causeOf, explained } from "./explained-answer";
import { connectToProvider } from "./identity-client";
import { identityPlugin, reasonOf } from "./identity-plugin";
import { attemptSignOn } from "./sign-on-attempt";

/** The error that `/login` shows to somebody whom the provider knows and no rule lets in. */
const NO_ROLE = "no_role";

/** The same for somebody whose address now belongs to another person here. */
const EMAIL_TAKEN = "email_taken";

/**
 * Short, because only a sign-in asks the provider whether somebody may still come in. If they are still signed in
 * there, it takes one click.
 */
const SINGLE_SIGN_ON_HOURS = 24;

const HOUR_SECONDS = 3_600;

export interface SingleSignOn {
  label: string;
  /** Answers the two calls of a sign-in through the provider. Throws a 502 while the provider cannot be reached. */
  handle(request: Request): Promise<Response>;
}

interface Options extends AuthOptions {
  outbound: Outbound;
  whileRevoking: SessionReader["whileRevoking"];
}

/** Signing in through an OpenID Connect provider: found by discovery, with PKCE, state and a nonce in a verified ID token. */
export function createSingleSignOn(configuration: SingleSignOnConfiguration, options: Options): SingleSignOn {
  let ready: ReturnType<typeof connect> | null = null;
  return {
    label: configuration.label,
    async handle(request) {
      ready ??= connect(configuration, options);
      const auth = await ready.catch((error: unknown) => {
        log().warn({ reason: reasonOf(error) }, `Single sign-on: ${configuration.issuer} could not be used`);
        return null;
      });
      if (auth !== null) {
        const [response, attempt] = await attemptSignOn(() => auth.handler(request));
        return explained(response, await causeOf(response, attempt, configuration, options.store));
      }
      // The next attempt looks for the provider again.
      ready = null;
      const detail = `${configuration.label} cannot be reached. Try again, or sign in with a password.`;
      throw new Refusal("unreachable", detail);
    },
  };
}

/**
 * A separate instance, so that a provider that hangs does not keep passwords from working. Throws if discovery failed.
 */
async function connect(configuration: SingleSignOnConfiguration, options: Options) {
  const { roleClaim, roles } = configuration;
  const roleOf = (claims: Readonly<Record<string, unknown>>) => claimedRole(claims, roleClaim, roles);
  const common = authOptions(options);
  const claims = createClaimAudit(options.store, configuration.label);
  const changed = (person: { id: string }, context: Parameters<typeof claims.changed>[1]) =>
    options.whileRevoking(
      ({ id }) => id === person.id,
      () => claims.changed(person, context),
    );
  const client = await connectToProvider(configuration, options.outbound);
  return betterAuth({
    ...common,
    user: {
      ...common.user,
      // Here the claim sets the role, at every sign-in.
      additionalFields: { role: { type: "string", required: true } },
      validateUserInfo: async ({ user, source }) => {
        const profile = source.oauth?.profile ?? {};
        if (roleOf(profile) === null) {
          log().warn(`Single sign-on: ${whyNoRole(profile, configuration)}`);
          await endSessions(options, String(profile.sub));
          return { error: NO_ROLE };
        }
        if (user.id && (await isTaken(options.store, user.email, user.id))) return { error: EMAIL_TAKEN };
        return claims.before(user.id);
      },
    },
    session: { ...common.session, expiresIn: SINGLE_SIGN_ON_HOURS * HOUR_SECONDS },
    databaseHooks: {
      ...common.databaseHooks,
      user: { create: { after: claims.added }, update: { after: changed } },
      account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
    },
    plugins: [identityPlugin({ id: OIDC, client, roleOf })],
  });
}

/** Nothing is ever requested from the provider in a person's name, so the tokens that would allow it are not stored. */
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

async function isTaken({ db }: Store, email: string | null | undefined, id: string): Promise<boolean> {
  const others = db.withTables<Tables>().selectFrom("person").select("id").where("id", "!=", id);
  return (await others.where("email", "=", email ?? "").executeTakeFirst()) !== undefined;
}

/** A person who may no longer sign in is signed out everywhere. */
async function endSessions({ store, whileRevoking }: Options, accountId: string): Promise<void> {
  const tables = store.db.withTables<Tables>();
  const credentials = tables.selectFrom("credential").select("userId").where("providerId", "=", OIDC);
  for (const { userId } of await credentials.where("accountId", "=", accountId).execute()) {
    const ending = tables.deleteFrom("session").where("userId", "=", userId);
    await whileRevoking(
      (person) => person.id === userId,
      () => ending.execute(),
    );
  }
}

/** A claim that is missing is a fault of the setup; values that match nothing are what keeps most people out on purpose. */
function whyNoRole(profile: Readonly<Record<string, unknown>>, { roleClaim }: SingleSignOnConfiguration): string {
  return hasClaim(profile, roleClaim)
    ? `the values of the claim ${roleClaim} give somebody no role. If they should have one, add a value to signIn.oidc.roles.`
    : `somebody came without the claim ${roleClaim}. Have the identity provider put it into the ID token or the userinfo ` +
        "(perhaps another of signIn.oidc.scopes asks for it), or correct signIn.oidc.roleClaim.";
}
