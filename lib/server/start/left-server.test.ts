import { sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import { ADMIN, callTo, cookiesOf, PUBLIC_URL } from "@/lib/testing/example-auth";
import { exampleTerms } from "@/lib/testing/example-links";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { runServers } from "@/lib/testing/http/running-servers";
import { postgresStores } from "@/lib/testing/stores";
import { listClusters } from "../features/fleet/routes";
import { answerAuth } from "../features/sign-in/answer-auth";
import { changeSignIn } from "../features/sign-in/routes";
import { setApplication } from "../http/application";
import type { Route } from "../http/define-route";
import { serve } from "../http/serve";
import { LISTED_ROUTES } from "../openapi/all-routes";
import { setGuardContext } from "../security/guard-context";
import { guardPage } from "../security/guard-page";
import { pageCallerOf } from "./page-caller-of";

const newDatabaseUrl = postgresStores();
const HOST = new URL(PUBLIC_URL).host;

afterEach(() => {
  forgetSingleton("application");
});

/** A server whose database a newer one has changed, with somebody who is signed in on it and a link, both in use until then. */
async function leftServer(variables: Readonly<Record<string, string>> = {}) {
  const [application] = await runServers(1, await newDatabaseUrl(), variables);
  if (application === undefined) throw new Error("A server was to start.");
  setApplication(application);
  setGuardContext({ publicUrl: new URL(PUBLIC_URL), isDevelopment: false, pageCallerOf });
  const { store, shareLinks, coordination } = application;
  const { asksForSignIn } = application.configuration.auth;
  const signedIn = asksForSignIn
    ? cookiesOf(await answerAuth({ request: callTo("/api/auth/sign-in/email", ADMIN), application }))
    : "";
  const { token } = await shareLinks.create(exampleTerms({}), ADMIN.email, coordination.now());
  expect(await application.identify(new Headers({ cookie: signedIn }))).toMatchObject({ role: "admin" });
  expect(await shareLinks.findByToken(token)).not.toBeNull();
  const leave = async () => {
    if (store === null) throw new Error("The store was to be open.");
    await sql`update alert_schema_version set version = 99, dispensable_steps = 0`.execute(store.db);
    await sql`select pg_notify('clusterdeck', 'newer schema')`.execute(store.db);
    await expect.poll(() => application.stored.current(), { timeout: 10_000 }).toBeNull();
  };
  return { application, signedIn, token, leave };
}

/** With every parameter of its path being the token of a link. */
async function ask(route: Route, token: string, cookie: string, body: object = {}): Promise<Response> {
  const parameters = [...route.path.matchAll(/\{(?:\.{3})?(\w+)\}/g)].map(([, name]) => [name, token]);
  const path = route.path.replace(/\{.*?\}/g, token);
  const request = callTo(path, route.method === "GET" ? null : body, cookie);
  request.headers.set("host", HOST);
  const params = Promise.resolve(Object.fromEntries(parameters));
  return serve(route)(new Request(request, { method: route.method }), { params });
}

const isRefused = ({ status, headers }: Response) => status === 503 && Number(headers.get("retry-after")) > 0;

it.each([
  { who: "people who were signed in", variables: {} },
  { who: "anybody, where nobody signs in", variables: { CLUSTERDECK_AUTH: "off" } },
])(
  "lets neither $who nor guests in once it has left the database, and says when to come again",
  async ({ variables }) => {
    const { signedIn, token, leave } = await leftServer(variables);
    await leave();
    const answered: string[] = [];
    for (const route of LISTED_ROUTES) {
      if (!isRefused(await ask(route, token, signedIn))) answered.push(`${route.method} ${route.path}`);
    }
    // The first says only that the process is alive, the second finds its body wrong, and the third asks for a token that was configured.
    expect(answered).toEqual(["POST /api/setup", "GET /api/health", "GET /api/metrics"]);
    const fleet = await ask(listClusters, token, signedIn);
    expect(await fleet.json()).toMatchObject({ code: "storage", detail: expect.stringContaining("newer version") });
    for (const page of ["/", "/login", "/settings", "/wall", `/s/${token}`, "/links/1/preview"]) {
      const headers = { cookie: signedIn, host: HOST };
      expect(isRefused(await guardPage(new Request(new URL(page, PUBLIC_URL), { headers }))), page).toBe(true);
    }
  },
);

it("lets nobody sign in once it has left the database", async () => {
  const { leave } = await leftServer();
  await leave();
  const request = callTo("/api/auth/sign-in/email", ADMIN);
  request.headers.set("host", HOST);
  expect(isRefused(await serve(changeSignIn)(request, { params: Promise.resolve({}) }))).toBe(true);
});

it("refuses at once what it holds for somebody when it leaves the database", async () => {
  const { application, signedIn, leave } = await leftServer();
  const held = application.heldAnswers.hold({
    ...{ key: "", maxPerKey: 1, waitMs: 600_000, signal: new AbortController().signal, viewer: null },
    current: () => ({ etag: "the same", validUntil: Number.POSITIVE_INFINITY }),
    isKnown: () => true,
    admitAgain: async () => {
      await application.identify(new Headers({ cookie: signedIn }));
      return null;
    },
  });
  await Promise.all([expect(held).rejects.toMatchObject({ code: "storage" }), leave()]);
});
