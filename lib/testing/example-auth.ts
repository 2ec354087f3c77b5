import "server-only";
import { AUDIT_MIGRATIONS } from "@/lib/server/auth/audit/audit-migrations";
import { openAuth } from "@/lib/server/auth/open-auth";
import { newSetupCode } from "@/lib/server/auth/setup-code";
import type { AuthConfiguration } from "@/lib/server/configuration/configuration";
import type { AuthCall } from "@/lib/server/http/auth-call";
import { DIRECT, type Outbound } from "@/lib/server/outbound/outbound";
import { NO_PROXIES } from "@/lib/server/outbound/proxies";
import { conflict } from "@/lib/server/refusal";
import { openAttemptLimits } from "@/lib/server/security/shared-limits/open-attempt-limits";
import { openTurnLimits } from "@/lib/server/security/shared-limits/open-turn-limits";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase, type Store, type StoreLocation } from "@/lib/server/store/open-database";

export const PUBLIC_URL = "http://127.0.0.1:3000";

export const ADMIN = { email: "admin@example.org", password: "correct horse battery" };

/** One server's auth, over a store that other servers may share. */
export type TestServer = AuthCall["application"] & { store: Store };

export async function startAuth(
  location: StoreLocation,
  options: Partial<AuthConfiguration> & { publicUrl?: string; outbound?: Outbound } = {},
): Promise<TestServer> {
  const { publicUrl = PUBLIC_URL, outbound = DIRECT, ...overrides } = options;
  const auth = { asksForSignIn: true, firstAdmin: ADMIN, singleSignOn: null, ...overrides };
  const store = openDatabase(location);
  await migrate(store, AUDIT_MIGRATIONS);
  // All attempts are made at one moment, however long a slow machine takes to hash what was tried.
  const startedAt = Date.now();
  const atOnce = () => startedAt;
  const configuration = {
    accountDefaults: { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false },
    timeZone: "UTC",
    demo: false,
    publicUrl,
    storage: location,
    auth,
    trustedProxies: [],
    isScrapedLocally: true,
    proxies: NO_PROXIES,
    reachability: { intervalMs: 60_000, allowsPrivate: false, allowedRanges: [] },
    webhookRanges: [],
    providerRanges: [],
    secretKey: { key: Buffer.alloc(32) },
  };
  return {
    store,
    configuration,
    singleSignOnTurns: openTurnLimits(store.dialect === "postgres", () => store, atOnce).singleSignOnTurns,
    coordination: { now: Date.now },
    isCodeToLeaveDemo: () => false,
    leaveDemo: () => Promise.reject(conflict("This is not the demo.")),
    auth: await openAuth({
      ...{ store, configuration: auth, publicUrl, outbound, setupCode: newSetupCode(), now: Date.now },
      attemptLimits: await openAttemptLimits(store, atOnce),
      onAccessChanged: () => {},
    }),
  };
}

/** A call as a browser sends it. */
export function callTo(path: string, body: object | null, cookie = ""): Request {
  return new Request(new URL(path, PUBLIC_URL), {
    method: body === null ? "GET" : "POST",
    headers: {
      "Content-Type": "application/json",
      Origin: PUBLIC_URL,
      Cookie: cookie,
      "X-Forwarded-For": "203.0.113.9",
    },
    body: body && JSON.stringify(body),
  });
}

/** The cookies that the browser sends back after an answer sets them. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
