import "server-only";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/domain/people/password";
import { log } from "../log";
import type { Store } from "../store/open-database";
import { QUEUED_PASSWORD } from "../workload/hashing";

const SESSION_DAYS = 14;

const DAY_SECONDS = 86_400;

export interface AuthOptions {
  store: Store;
  secret: string;
  /** Where the server is reached: cookies are for https only where this is https. */
  publicUrl: string;
  /** Whether this person may begin a session. */
  maySignIn: (personId: string) => Promise<boolean>;
  /** Called when somebody has begun a session. Must not fail. */
  afterSignIn: () => Promise<void>;
}

/** What better-auth does with the store, whoever signs in and how. */
export function authOptions({ store, secret, publicUrl, maySignIn, afterSignIn }: AuthOptions) {
  return {
    appName: "Clusterdeck",
    baseURL: new URL(publicUrl).origin,
    basePath: "/api/auth",
    secret,
    database: { db: store.db, type: store.dialect },
    user: { modelName: "person", additionalFields: { role: { type: "string", required: true, input: false } } },
    account: {
      modelName: "credential",
      // An account at the identity provider never opens a person who was added here with the same address.
      accountLinking: { enabled: false },
      updateAccountOnSignIn: false,
    },
    verification: { storeIdentifier: "hashed" },
    // A fixed end, so that asking who somebody is never writes.
    session: { expiresIn: SESSION_DAYS * DAY_SECONDS, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: QUEUED_PASSWORD,
    },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }) => ((await maySignIn(userId)) ? undefined : false), after: afterSignIn },
      },
    },
    advanced: {
      cookiePrefix: "clusterdeck",
      useSecureCookies: publicUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
      // `defineRoute` has compared the origin with the host, for every change and not only those that bring a cookie.
      disableCSRFCheck: true,
    },
    rateLimit: { enabled: false },
    // A store that fails or a full queue must be answered as such, and not as a fault of better-auth's.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log().warn({ from: "better-auth" }, message) },
  } satisfies BetterAuthOptions;
}

export function createAuth(options: AuthOptions) {
  return betterAuth(authOptions(options));
}
