import { createFiringAlerts } from "@/lib/server/alerts/firing-alerts";
import type { Ways } from "@/lib/server/alerts/outbox/send-message";
import { openAlertConfiguration } from "@/lib/server/alerts/settings/open-alert-configuration";
import { startAlerting } from "@/lib/server/alerts/start-alerting";
import { ALERT_PART } from "@/lib/server/alerts/store/alert-part";
import { readAuditEntries } from "@/lib/server/auth/audit/audit-entries";
import { AUDIT_MIGRATIONS } from "@/lib/server/auth/audit/audit-migrations";
import type { Person } from "@/lib/server/auth/people/person";
import { type ConfiguredAlerts, NO_CONFIGURED_ALERTS } from "@/lib/server/configuration/alerts/configured-alerts";
import type { Budget } from "@/lib/server/configuration/configuration";
import type { LiveConfiguration } from "@/lib/server/configuration/live-configuration";
import type { Leases } from "@/lib/server/coordination/leases";
import { createSoleServer } from "@/lib/server/coordination/sole-server";
import { historyIn } from "@/lib/server/history/open-history";
import { log } from "@/lib/server/log";
import { ALL_ROUTES } from "@/lib/server/openapi/all-routes";
import type { AccountSnapshot } from "@/lib/server/poller/account-snapshot";
import { migrate } from "@/lib/server/store/migrate";
import { openDatabase, type StoreLocation } from "@/lib/server/store/open-database";
import { createTurns, HEAVY_RULES, LIGHT_RULES } from "@/lib/server/workload/turns";
import { PUBLIC_URL } from "../example-auth";
import { setRunningApplication } from "../http/running-application";
import { serveRoutes } from "../http/serve-routes";

const { hints } = createSoleServer();

interface Setting {
  location: StoreLocation;
  /** What the accounts are now. */
  accounts: () => readonly AccountSnapshot[];
  configured?: Partial<ConfiguredAlerts>;
  budgets?: Budget[];
  ways: Ways;
  /** Those of a server that is alone, if none are given. */
  leases?: Leases;
}

/** The header that says who asks, instead of a session: "operator". */
const ROLE_HEADER = "x-role";

/**
 * A real HTTP server with all routes, over real alerts that are judged, stored and sent. Only the fleet and the ways out are the test's,
 * and who asks is whoever the call says.
 */
export async function startAlertingServer({
  location,
  accounts,
  configured = {},
  budgets = [],
  ways,
  leases = createSoleServer().leases,
}: Setting) {
  const store = openDatabase(location);
  await migrate(store, AUDIT_MIGRATIONS);
  await migrate(store, ALERT_PART.migrations);
  const history = await historyIn(store);
  const alerts = { ...NO_CONFIGURED_ALERTS, ...configured };
  const configuration = {
    ...{ timeZone: "UTC", publicUrl: PUBLIC_URL, alerts },
    ...{ webhookRanges: [], secretKey: { key: Buffer.alloc(32, 1) } },
  };
  const live: LiveConfiguration = {
    current: () => ({ accounts: [], rates: [], budgets, alerts, metricsToken: null }),
    revision: () => 0,
  };
  const fleet = {
    accounts: () => [...accounts()],
    account: (id: string) => accounts().find((account) => account.id === id) ?? null,
  };
  const alerting = await startAlerting({
    ...{
      store,
      coordination: { leases, hints },
      configuration,
      live,
      history,
      historyProblem: () => null,
      fleet,
      ways,
      onLook: () => {},
      log: log(),
      now: Date.now,
    },
    alertConfiguration: await openAlertConfiguration({ store, configuration, hints, now: Date.now }),
  });
  const opened = { store, history, alerting };
  setRunningApplication({
    ...{ configuration, live, store, alerting, buildId: "build", poller: { store: fleet } },
    firingAlerts: createFiringAlerts(() => alerting, Date.now),
    stored: { current: () => opened, problem: () => null },
    historyHandle: { current: () => history, problem: () => null },
    turns: { light: createTurns(LIGHT_RULES), heavy: createTurns(HEAVY_RULES) },
    identify: async (headers: Headers) => personOf(headers.get(ROLE_HEADER)),
  });
  const server = await serveRoutes([...ALL_ROUTES.values()].filter(({ path }) => !path.includes("{...")));

  async function call(role: Person["role"] | null, method: string, path: string, body?: object) {
    const answer = await fetch(`${server.origin}${path}`, {
      method,
      headers: { Origin: server.origin, ...(role !== null && { [ROLE_HEADER]: role }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: (): unknown => JSON.parse(text) };
  }

  return {
    ...{ alerting, call, history, store },
    audit: async () =>
      (await readAuditEntries(store, {}, 100, null)).map(({ actor, action, target }) => ({ actor, action, target })),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await alerting.stop();
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
