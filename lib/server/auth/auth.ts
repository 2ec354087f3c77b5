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
  /** The address that people use: if it is https, cookies are restricted to https. */
  publicUrl: string;
  /** Whether this person may begin a session. */
  maySignIn: (personId: string) => Promise<boolean>;
  /** Called after somebody has begun a session. Must not fail. */
  afterSignIn: () => Promise<void>;
}

/** How better-auth uses the store, whoever signs in and by whichever way. */
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
      // An account at the identity provider never signs in as a person who was added here with the same address.
      accountLinking: { enabled: false },
      updateAccountOnSignIn: false,
    },
    verification: { storeIdentifier: "hashed" },
    // Sessions end at a fixed time, so that identifying somebody never writes.
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
      // `defineRoute` has already compared the origin with the host, for every change and not only for requests with a
      // cookie.
      disableCSRFCheck: true,
    },
    rateLimit: { enabled: false },
    // A failing store or a full queue must be reported as such, and not as a fault of better-auth.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log().warn({ from: "better-auth" }, message) },
  } satisfies BetterAuthOptions;
}

export function createAuth(options: AuthOptions) {
  return betterAuth(authOptions(options));
}
