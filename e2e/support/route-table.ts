import type { Role } from "@/lib/domain/people/role";
import { ALL_ROUTES } from "@/lib/server/openapi/all-routes";
import { describeApi } from "@/lib/server/openapi/routes";

/**
 * The kinds of callers: nobody, a person whose session has ended, somebody with only a share link, or a person with a
 * role.
 */
export const CALLERS = ["nobody", "expired", "guest", "viewer", "operator", "admin"] as const;
export type Caller = (typeof CALLERS)[number];

export interface Route {
  /** Inside app/. */
  file: string;
  method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  /** With harmless values for the parameters in brackets, or `{token}` and `{linkId}` for those of an open link. */
  path: string;
  body?: object;
  /** Several if it depends on timing, such as a limit that an earlier visitor has used up. */
  status: Record<Caller, number | readonly number[]>;
}

type Status = number | readonly number[];

const everybody = (status: Status): Route["status"] => ({
  nobody: status,
  expired: status,
  guest: status,
  viewer: status,
  operator: status,
  admin: status,
});
/** A call for people who are signed in, from this role on. */
const from = (role: Role, status: Status): Route["status"] => ({
  ...everybody(401),
  viewer: role === "viewer" ? status : 403,
  operator: role === "admin" ? 403 : status,
  admin: status,
});
/**
 * The same for a page: people who are not signed in are led to the sign-in, and for lower roles the page does not
 * exist.
 */
const page = (role: Role): Route["status"] => ({
  ...everybody(307),
  viewer: role === "viewer" ? 200 : 404,
  operator: role === "admin" ? 404 : 200,
  admin: 200,
});

const NONE = "none";
export const SIGN_OUT = "/api/auth/sign-out";
const CLUSTER = "shadeform~none";

/** Default values for the parameters of a path: names of things that do not exist. */
const NOTHING: Readonly<Record<string, string>> = { clusterId: CLUSTER };

interface Asked {
  /** `{token}` and `{linkId}` in it stand for an open link. */
  path?: string;
  body?: object;
  /** Set if a library handles the call and decides for itself. */
  admits?: Role;
}

const DEFINITIONS = new Map(
  [...ALL_ROUTES.values(), describeApi].map((route) => [`${route.method} ${route.path}`, route]),
);

/** A call, and what it answers to callers who may make it; its definition says who they are. */
function api(name: string, status: Status, { path, body, admits }: Asked = {}): Route {
  const definition = DEFINITIONS.get(name);
  if (definition === undefined) throw new Error(`No call is defined as ${name}.`);
  const audience = admits ?? definition.audience;
  const isForAnybody =
    audience === "process" || audience === "public" || audience === "guest" || audience === "scraper";
  return {
    file: `${definition.path.slice(1).replaceAll("{", "[").replaceAll("}", "]")}/route.ts`,
    method: definition.method,
    path: path ?? definition.path.replace(/\{(\w+)\}/g, (_, parameter: string) => NOTHING[parameter] ?? NONE),
    ...(body && { body }),
    status: isForAnybody ? everybody(status) : from(audience, status),
  };
}

/** Every page and every call, and how each visitor is answered. The test fails for a file that is not listed here. */
export const ROUTES: readonly Route[] = [
  api("GET /api/health", 200),
  api("GET /api/ready", 200),
  api("GET /api/metrics", 200),
  ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) =>
    api(`${method} /api/{...path}`, 404, { path: "/api/none/none", body: {} }),
  ),
  api("GET /api/openapi.json", 200),
  api("GET /api/preview.png", 200),
  api("GET /api/clusters", 200),
  api("GET /api/clusters/{clusterId}", 404),
  api("GET /api/clusters/{clusterId}/metrics", 404),
  api("GET /api/clusters/{clusterId}/logs", 404),
  api("GET /api/clusters/{clusterId}/offers", 404),
  api("GET /api/clusters/{clusterId}/timeline", 404),
  api("GET /api/clusters/{clusterId}/connection", 404),
  api("GET /api/alerts/firing", 200),
  api("GET /api/costs", 200),
  api("GET /api/costs/export", 200),
  api("GET /api/accounts", 200),
  api("POST /api/accounts", 400, { body: {} }),
  api("POST /api/accounts/test", 400, { body: {} }),
  api("PATCH /api/accounts/{accountId}", 404, { body: {} }),
  api("DELETE /api/accounts/{accountId}", 404),
  api("POST /api/accounts/{accountId}/clusters", 404, { body: {} }),
  api("GET /api/accounts/{accountId}/order-form", 404),
  api("POST /api/accounts/{accountId}/order-command", 404, { body: {} }),
  api("POST /api/accounts/{accountId}/refresh", 404, { body: {} }),

  api("POST /api/auth/{...all}", [401, 429], {
    path: "/api/auth/sign-in/email",
    body: { email: "nobody@example.org", password: "wrong" },
  }),
  api("GET /api/auth/{...all}", 404, { path: "/api/auth/get-session" }),
  api("GET /api/auth/{...all}", 404, { path: "/api/auth/callback/oidc" }),
  api("POST /api/auth/{...all}", 404, { path: "/api/auth/sign-in/social", body: { callbackURL: "/" } }),
  api("POST /api/auth/{...all}", 400, { path: "/api/auth/change-password", body: {}, admits: "viewer" }),
  api("POST /api/auth/{...all}", 403, {
    path: "/api/auth/reset-password",
    body: { token: NONE, newPassword: "correct horse battery" },
  }),
  api("POST /api/setup", 400, { body: {} }),
  api("GET /api/sessions", 200),
  api("DELETE /api/sessions/{sessionId}", 404),
  api("GET /api/people", 200),
  api("POST /api/people", 400, { body: {} }),
  api("PATCH /api/people/{personId}", 404, { body: { role: "viewer" } }),
  api("DELETE /api/people/{personId}", 404),
  api("GET /api/people/{personId}/sessions", 404),
  api("POST /api/people/{personId}/password-link", 404, { body: {} }),
  api("POST /api/people/{personId}/identity", 404, { body: {} }),

  api("GET /api/settings", 200),
  api("POST /api/settings/accounts/{accountId}/test", 404, { body: {} }),
  api("GET /api/alerts", 200),
  api("POST /api/deliveries/{deliveryId}/retry", 404, { body: {} }),
  api("GET /api/silences", 200),
  api("POST /api/silences", 400, { body: {} }),
  api("DELETE /api/silences/{silenceId}", 404),
  api("GET /api/channels", 200),
  api("POST /api/channels", 400, { body: {} }),
  api("PATCH /api/channels/{channelId}", 404, { body: {} }),
  api("DELETE /api/channels/{channelId}", 404),
  api("POST /api/channels/{channelId}/test", 404, { body: {} }),
  api("GET /api/channels/{channelId}/deliveries", 404),
  api("GET /api/rules", 200),
  api("PUT /api/rules/{rule}", 404, { body: {} }),
  api("GET /api/rules/{rule}/preview", 404),
  api("GET /api/audit", 200),
  api("GET /api/audit/export", 200),

  api("GET /api/demo/inbox", 404),
  api("GET /api/push-subscriptions", 200),
  api("POST /api/push-subscriptions", 400, { body: {} }),
  api("DELETE /api/push-subscriptions", 400, { body: {} }),

  api("GET /api/share-links", 200),
  api("POST /api/share-links", 400, { body: {} }),
  api("DELETE /api/share-links/{linkId}", 404),
  api("GET /api/share-links/{linkId}/preview/clusters", 200, { path: "/api/share-links/{linkId}/preview/clusters" }),
  api("GET /api/share-links/{linkId}/preview/clusters/{alias}", 404, {
    path: `/api/share-links/{linkId}/preview/clusters/${NONE}`,
  }),
  api("GET /api/share-links/{linkId}/preview/clusters/{alias}/timeline", 404, {
    path: `/api/share-links/{linkId}/preview/clusters/${NONE}/timeline`,
  }),
  api("GET /api/share-links/{linkId}/preview/costs", 200, { path: "/api/share-links/{linkId}/preview/costs" }),
  api("GET /api/shared/{token}/clusters", 200, { path: "/api/shared/{token}/clusters" }),
  api("GET /api/shared/{token}/clusters", 404),
  api("GET /api/shared/{token}/clusters/{alias}", 404, { path: `/api/shared/{token}/clusters/${NONE}` }),
  api("GET /api/shared/{token}/clusters/{alias}/timeline", 404, {
    path: `/api/shared/{token}/clusters/${NONE}/timeline`,
  }),
  api("GET /api/shared/{token}/costs", 200, { path: "/api/shared/{token}/costs" }),
  api("GET /api/shared/{token}/costs", 404),
  api("GET /api/shared/{token}/preview.png", 200, { path: "/api/shared/{token}/preview.png" }),
  api("POST /api/shared/{token}/unlock", 404, { body: {} }),
  api("POST /api/pairings", 201, { body: {} }),
  api("POST /api/pairings/collect", 404, { body: { secret: NONE } }),
  api("POST /api/pairings/asking", [404, 429], { body: { code: NONE } }),
  api("POST /api/pairings/confirm", 400, { body: {} }),

  { file: "(dashboard)/page.tsx", method: "GET", path: "/", status: page("viewer") },
  {
    file: "(dashboard)/clusters/[clusterId]/page.tsx",
    method: "GET",
    path: `/clusters/${CLUSTER}`,
    status: page("viewer"),
  },
  { file: "(dashboard)/clusters/new/page.tsx", method: "GET", path: "/clusters/new", status: page("operator") },
  { file: "(dashboard)/alerts/page.tsx", method: "GET", path: "/alerts", status: page("viewer") },
  { file: "(dashboard)/costs/page.tsx", method: "GET", path: "/costs", status: page("viewer") },
  { file: "(dashboard)/links/page.tsx", method: "GET", path: "/links", status: page("operator") },
  {
    file: "links/[linkId]/preview/page.tsx",
    method: "GET",
    path: "/links/{linkId}/preview",
    status: page("operator"),
  },
  {
    file: "links/[linkId]/preview/clusters/[alias]/page.tsx",
    method: "GET",
    path: `/links/{linkId}/preview/clusters/${NONE}`,
    status: page("operator"),
  },
  {
    file: "links/[linkId]/preview/costs/page.tsx",
    method: "GET",
    path: "/links/{linkId}/preview/costs",
    status: page("operator"),
  },
  { file: "(dashboard)/settings/page.tsx", method: "GET", path: "/settings", status: page("admin") },
  { file: "(dashboard)/settings/accounts/page.tsx", method: "GET", path: "/settings/accounts", status: page("admin") },
  {
    file: "(dashboard)/settings/accounts/new/page.tsx",
    method: "GET",
    path: "/settings/accounts/new",
    status: page("admin"),
  },
  { file: "(dashboard)/settings/channels/page.tsx", method: "GET", path: "/settings/channels", status: page("admin") },
  { file: "(dashboard)/settings/rules/page.tsx", method: "GET", path: "/settings/rules", status: page("admin") },
  { file: "(dashboard)/settings/audit/page.tsx", method: "GET", path: "/settings/audit", status: page("admin") },
  { file: "(dashboard)/wall/setup/page.tsx", method: "GET", path: "/wall/setup", status: page("viewer") },
  { file: "wall/page.tsx", method: "GET", path: "/wall", status: page("viewer") },
  { file: "s/[token]/page.tsx", method: "GET", path: "/s/{token}", status: everybody(200) },
  { file: "s/[token]/page.tsx", method: "GET", path: `/s/${NONE}`, status: everybody(404) },
  { file: "s/[token]/costs/page.tsx", method: "GET", path: "/s/{token}/costs", status: everybody(200) },
  { file: "s/[token]/costs/page.tsx", method: "GET", path: `/s/${NONE}/costs`, status: everybody(404) },
  {
    file: "s/[token]/clusters/[alias]/page.tsx",
    method: "GET",
    path: `/s/{token}/clusters/${NONE}`,
    status: everybody(200),
  },
  {
    file: "login/page.tsx",
    method: "GET",
    path: "/login",
    status: { ...everybody(307), nobody: 200, expired: 200, guest: 200 },
  },
  { file: "pair/page.tsx", method: "GET", path: "/pair", status: everybody(200) },
  { file: "setup/page.tsx", method: "GET", path: "/setup", status: everybody(307) },
  { file: "set-password/page.tsx", method: "GET", path: "/set-password", status: everybody(200) },
  // Last, since every visitor signs out with it.
  api("POST /api/auth/{...all}", 200, { path: SIGN_OUT, body: {} }),
];
