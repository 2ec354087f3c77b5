import { expect, onTestFinished } from "vitest";
import { z } from "zod/mini";
import { accountsSchema, listedAccountSchema, settingsTestResultSchema } from "@/lib/contract/accounts";
import { openStoredAccounts } from "@/lib/server/accounts/open-stored-accounts";
import { createSettingsTester } from "@/lib/server/accounts/settings-tester";
import { readAuditEntries } from "@/lib/server/auth/audit/audit-entries";
import { AUDIT_MIGRATIONS } from "@/lib/server/auth/audit/audit-migrations";
import type { Person } from "@/lib/server/auth/people/person";
import type { AccountConfiguration } from "@/lib/server/configuration/configuration";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { serveFakes } from "@/lib/server/demo/serve-fakes";
import { ALL_ROUTES } from "@/lib/server/openapi/all-routes";
import { DIRECT } from "@/lib/server/outbound/outbound";
import { createProviderWays } from "@/lib/server/outbound/provider-ways";
import { NO_PROXIES, type Proxies } from "@/lib/server/outbound/proxies";
import { createSecretBox } from "@/lib/server/secret-box/secret-box";
import { providerEgress } from "@/lib/server/security/egress-rules";
import { createRateLimit, createTurnLimit } from "@/lib/server/security/rate-limit";
import { SETTINGS_TEST_RULE } from "@/lib/server/security/take-turn";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";
import { madeUp } from "../made-up-provider";
import { acme } from "../made-up-provider/acme-provider";
import { setRunningApplication } from "./running-application";
import { serveRoutes } from "./serve-routes";

const { hints } = createSoleServer();

interface Setting {
  location: StoreLocation;
  configured?: readonly AccountConfiguration[];
  providerRanges?: readonly string[];
  key?: Buffer;
  proxies?: Proxies;
}

const ROLE_HEADER = "x-role";
type Asker = "viewer" | "operator" | "admin";

/** A real HTTP server with the routes of accounts over a real store, and a made-up provider whose API it serves at `baseUrl`. */
export async function startAccountsServer(setting: Setting) {
  const {
    location,
    configured = [],
    providerRanges = ["127.0.0.0/8"],
    key = Buffer.alloc(32, 1),
    proxies = NO_PROXIES,
  } = setting;
  const fake = madeUp.createFake({ now: Date.now, startedAt: Date.now() });
  const served = await serveFakes({ fakes: { [madeUp.id]: fake }, port: 0 });
  const store = openDatabase(location);
  await migrate(store, AUDIT_MIGRATIONS);
  const providers = [madeUp, acme];
  const defaults = { pollIntervalMs: 15_000, requestsPerMinute: null, reachability: false };
  const accounts = await openStoredAccounts(store, { box: createSecretBox(key), providers, defaults, hints });
  setRunningApplication({
    ...{
      configuration: { providerRanges, proxies, demo: false },
      live: { current: () => ({ accounts: configured }) },
      store,
      accounts,
      providers,
      buildId: "build",
    },
    demoMessages: null,
    stored: { current: () => ({ accounts }), problem: () => null },
    leaveDemo: () => Promise.reject(new Error("This is not the demo.")),
    poller: { store: { account: () => null } },
    testSettings: createSettingsTester({ now: Date.now, random: Math.random }),
    settingsTests: createTurnLimit(createRateLimit(SETTINGS_TEST_RULE), Date.now),
    providerWays: createProviderWays(DIRECT, providerEgress(providerRanges)),
    identify: async (headers: Headers) => personOf(headers.get(ROLE_HEADER)),
  });
  const server = await serveRoutes([...ALL_ROUTES.values()].filter(({ path }) => path.startsWith("/api/accounts")));

  async function call(role: Asker | null, method: string, path: string, body?: object) {
    const answer = await fetch(`${server.origin}${path}`, {
      method,
      headers: { Origin: server.origin, ...(role !== null && { [ROLE_HEADER]: role }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json: unknown = text === "" ? null : JSON.parse(text);
    return { status: answer.status, text, json };
  }

  return {
    ...{ call, accounts, store, apiKey: fake.apiKey, baseUrl: served.urlOf(madeUp.id) },
    audit: async () =>
      (await readAuditEntries(store, {}, 100, null)).map(({ action, target }) => `${action} ${target}`).toReversed(),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await served.close();
      setRunningApplication(null);
      await store.close();
    },
  };
}

function personOf(role: string | null): Person | null {
  const known = (["viewer", "operator", "admin"] as const).find((one) => one === role);
  if (known === undefined) return null;
  return { id: known, email: `${known}@example.org`, name: known, role: known, sessionId: "1" };
}

/** In every key that a test enters: no answer may hold it. */
export const SECRET = "SECRET";

/** Starts such servers for the tests of a group, with what admins do there. */
export function accountsServers(newStore: () => Promise<StoreLocation>) {
  return async (setting: Partial<Setting> = {}) => {
    const server = await startAccountsServer({ location: await newStore(), ...setting });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const send = async (method: string, path: string, body?: object) => {
      const answer = await server.call("admin", method, path, body);
      expect(answer.text).not.toContain(SECRET);
      return answer;
    };
    const answered = async <Answer>(schema: z.ZodMiniType<Answer>, method: string, path: string, body?: object) => {
      const answer = await send(method, path, body);
      expect(answer.status, answer.text).toBe(200);
      return z.parse(schema, answer.json);
    };
    return {
      ...server,
      send,
      list: () => answered(accountsSchema, "GET", "/api/accounts"),
      patch: (id: string, change: object) => answered(listedAccountSchema, "PATCH", `/api/accounts/${id}`, change),
      test: (wish: object) => answered(settingsTestResultSchema, "POST", "/api/accounts/test", wish),
      /** The status of a refusal, its sentence, and the fields that it names. */
      refused: async (method: string, path: string, body?: object) => {
        const { status, json } = await send(method, path, body);
        const problem = Object(json);
        return [status, problem.detail, ...Object.keys(problem.fields ?? {})];
      },
    };
  };
}
