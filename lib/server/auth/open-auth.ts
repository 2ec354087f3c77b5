import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AuthConfiguration } from "../configuration/configuration";
import type { Outbound } from "../outbound/outbound";
import { registerSecret } from "../redaction/secrets";
import type { AttemptLimit } from "../security/attempt-limit";
import type { AttemptLimits } from "../security/shared-limits/open-attempt-limits";
import type { OnAccessChanged } from "../store/confirmed-answers";
import { migrate } from "../store/migrate";
import type { Store } from "../store/open-database";
import { hashFor, hashingRequester } from "../workload/hashing";
import { createAuth } from "./auth";
import { authSecret } from "./auth-secret";
import { AUTH_MIGRATIONS } from "./migrations";
import { createPeople, type People } from "./people/people";
import { ANYBODY, type Person } from "./people/person";
import type { Tables } from "./schema";
import { createDeviceCookies, type DeviceCookies } from "./sessions/device-cookies";
import { createSessionReader } from "./sessions/session-reader";
import { createSessions, removeExpiredSessions, type Sessions } from "./sessions/sessions";
import { openSetup, type Setup } from "./setup";
import { createSingleSignOn, type SingleSignOn } from "./single-sign-on/single-sign-on";

/** Who may come in, and as what. */
export interface Auth {
  /** Whether people must sign in. If not, whoever reaches the server is `ANYBODY`. */
  asksForSignIn: boolean;
  /** Who sent the request; `null` if they are not signed in. */
  identify(headers: Headers): Promise<Person | null>;
  /** Looks at once whether everybody who is signed in still is. */
  confirmSessions(): Promise<void>;
  /** better-auth's own calls; `answerAuth` decides which of them are served. `isKnown`: see `HashingRequester`. */
  handle(request: Request, isKnown: boolean): Promise<Response>;
  /** The same for a call by this person that ends sessions of theirs. */
  handleEnding(personId: string, request: Request): Promise<Response>;
  deviceCookies: DeviceCookies;
  people: People;
  sessions: Sessions;
  setup: Setup;
  singleSignOn: SingleSignOn | null;
  signInAttempts: AttemptLimit;
  setupAttempts: AttemptLimit;
}

interface Options {
  store: Store;
  configuration: AuthConfiguration;
  publicUrl: string;
  outbound: Outbound;
  /** What makes the first admin while there is none: see `newSetupCode`. */
  setupCode: string;
  attemptLimits: AttemptLimits;
  now: () => EpochMs;
  /** Called when somebody's session has ended, or what they may do has changed. */
  onAccessChanged: OnAccessChanged;
}

export async function openAuth(options: Options): Promise<Auth> {
  const { store, configuration, publicUrl, outbound, setupCode, attemptLimits, now, onAccessChanged } = options;
  await migrate(store, AUTH_MIGRATIONS);
  const db = store.db.withTables<Tables>();
  const secret = await authSecret(db);
  registerSecret(secret);

  const enabled = db.selectFrom("person").select("id").where("disabledAt", "is", null);
  const maySignIn = async (id: string) => (await enabled.where("id", "=", id).executeTakeFirst()) !== undefined;
  const afterSignIn = () => removeExpiredSessions(db, now);
  const authOptions = { store, secret, publicUrl, maySignIn, afterSignIn };
  const auth = createAuth(authOptions);
  const { authCookies } = await auth.$context;
  const reader = createSessionReader({ db, secret, cookieName: authCookies.sessionToken.name, now, onAccessChanged });
  const { whileRevoking } = reader;
  const { asksForSignIn, firstAdmin, singleSignOn } = configuration;
  const hasSingleSignOn = singleSignOn !== null;
  const people = createPeople({ db, dialect: store.dialect, hasSingleSignOn, now, whileRevoking });
  const handle: Auth["handle"] = (request, isKnown) =>
    hashFor(hashingRequester(request, isKnown), () => auth.handler(request));
  return {
    asksForSignIn,
    identify: async (headers) => (asksForSignIn ? reader.read(headers.get("cookie")) : ANYBODY),
    confirmSessions: reader.confirm,
    handle,
    handleEnding: (personId, request) =>
      whileRevoking(
        ({ id }) => id === personId,
        () => handle(request, true),
      ),
    deviceCookies: createDeviceCookies({ db, secret, isSecure: new URL(publicUrl).protocol === "https:", now }),
    people,
    sessions: createSessions({ db, now, whileRevoking }),
    setup: await openSetup(db, people, firstAdmin, setupCode),
    singleSignOn: singleSignOn && createSingleSignOn(singleSignOn, { ...authOptions, outbound, whileRevoking }),
    signInAttempts: attemptLimits("sign-in"),
    setupAttempts: attemptLimits("setup"),
  };
}
