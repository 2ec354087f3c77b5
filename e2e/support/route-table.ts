/** Who asks: nobody, somebody whose session has ended, somebody with a share link only, or a person with a role. */
export const VISITORS = ["nobody", "expired", "guest", "viewer", "operator", "admin"] as const;
export type Visitor = (typeof VISITORS)[number];

export interface Route {
  /** Inside app/. */
  file: string;
  method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  /** With harmless values for what is in brackets, or `{token}` and `{linkId}` of a link that is open. */
  path: string;
  body?: object;
  /** Several where it depends on the moment, such as a limit that an earlier visitor has used up. */
  status: Record<Visitor, number | readonly number[]>;
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
const from = (role: "viewer" | "operator" | "admin", status: Status): Route["status"] => ({
  ...everybody(401),
  viewer: role === "viewer" ? status : 403,
  operator: role === "admin" ? 403 : status,
  admin: status,
});
/** The same for a page: who is not signed in is led to the sign-in, and for lesser roles the page does not exist. */
const page = (role: "viewer" | "operator" | "admin"): Route["status"] => ({
  ...everybody(307),
  viewer: role === "viewer" ? 200 : 404,
  operator: role === "admin" ? 404 : 200,
  admin: 200,
});

const api = (
  folder: string,
  status: Route["status"],
  { method = "GET", path = `/api/${folder}`, body }: Partial<Pick<Route, "method" | "path" | "body">> = {},
): Route => ({ file: `api/${folder}/route.ts`, method, path, status, ...(body && { body }) });

const NONE = "none";
export const SIGN_OUT = "/api/auth/sign-out";
const CLUSTER = "shadeform~none";

/** Every page and every call there is, and what each visitor is answered. The test fails for a file that is not named here. */
export const ROUTES: readonly Route[] = [
  api("health", everybody(200)),
  api("ready", everybody(200)),
  ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((method) =>
    api("[...path]", everybody(404), { method, path: "/api/none/none", body: {} }),
  ),
  api("openapi.json", from("viewer", 200)),
  api("preview.png", from("viewer", 200)),
  api("clusters", from("viewer", 200)),
  api("clusters/[clusterId]", from("viewer", 404), { path: `/api/clusters/${CLUSTER}` }),
  api("clusters/[clusterId]/metrics", from("viewer", 404), { path: `/api/clusters/${CLUSTER}/metrics` }),
  api("clusters/[clusterId]/logs", from("operator", 404), { path: `/api/clusters/${CLUSTER}/logs` }),
  api("clusters/[clusterId]/offers", from("viewer", 404), { path: `/api/clusters/${CLUSTER}/offers` }),
  api("clusters/[clusterId]/timeline", from("viewer", 404), { path: `/api/clusters/${CLUSTER}/timeline` }),
  api("costs", from("viewer", 200)),
  api("costs/export", from("viewer", 200)),
  api("clusters/[clusterId]/connection", from("operator", 404), { path: `/api/clusters/${CLUSTER}/connection` }),
  api("connections/[connectionId]/clusters", from("operator", 404), {
    method: "POST",
    path: `/api/connections/${NONE}/clusters`,
    body: {},
  }),
  api("connections/[connectionId]/order-form", from("operator", 404), {
    path: `/api/connections/${NONE}/order-form`,
  }),
  api("connections/[connectionId]/order-command", from("operator", 404), {
    method: "POST",
    path: `/api/connections/${NONE}/order-command`,
    body: {},
  }),
  api("connections/[connectionId]/refresh", from("operator", 404), {
    method: "POST",
    path: `/api/connections/${NONE}/refresh`,
    body: {},
  }),

  api("auth/[...all]", everybody([401, 429]), {
    method: "POST",
    path: "/api/auth/sign-in/email",
    body: { email: "nobody@example.org", password: "wrong" },
  }),
  api("auth/[...all]", everybody(404), { path: "/api/auth/get-session" }),
  api("auth/[...all]", everybody(404), { path: "/api/auth/callback/oidc" }),
  api("auth/[...all]", everybody(404), {
    method: "POST",
    path: "/api/auth/sign-in/social",
    body: { callbackURL: "/" },
  }),
  api("auth/[...all]", from("viewer", 400), { method: "POST", path: "/api/auth/change-password", body: {} }),
  api("auth/[...all]", everybody(403), {
    method: "POST",
    path: "/api/auth/reset-password",
    body: { token: NONE, newPassword: "correct horse battery" },
  }),
  api("setup", everybody(400), { method: "POST", body: {} }),
  api("sessions", from("viewer", 200)),
  api("sessions/[sessionId]", from("viewer", 404), { method: "DELETE", path: `/api/sessions/${NONE}` }),
  api("people", from("admin", 200)),
  api("people", from("admin", 400), { method: "POST", body: {} }),
  api("people/[personId]", from("admin", 404), {
    method: "PATCH",
    path: `/api/people/${NONE}`,
    body: { role: "viewer" },
  }),
  api("people/[personId]", from("admin", 404), { method: "DELETE", path: `/api/people/${NONE}` }),
  api("people/[personId]/sessions", from("admin", 404), { path: `/api/people/${NONE}/sessions` }),
  api("people/[personId]/password-link", from("admin", 404), {
    method: "POST",
    path: `/api/people/${NONE}/password-link`,
    body: {},
  }),

  api("settings", from("admin", 200)),
  api("settings/connections/[connectionId]/test", from("admin", 404), {
    method: "POST",
    path: `/api/settings/connections/${NONE}/test`,
    body: {},
  }),
  api("audit", from("admin", 200)),
  api("audit/export", from("admin", 200)),

  api("share-links", from("operator", 200)),
  api("share-links", from("operator", 400), { method: "POST", body: {} }),
  api("share-links/[linkId]", from("operator", 404), { method: "DELETE", path: `/api/share-links/${NONE}` }),
  api("share-links/[linkId]/preview/clusters", from("operator", 200), {
    path: "/api/share-links/{linkId}/preview/clusters",
  }),
  api("share-links/[linkId]/preview/clusters/[alias]", from("operator", 404), {
    path: `/api/share-links/{linkId}/preview/clusters/${NONE}`,
  }),
  api("share-links/[linkId]/preview/clusters/[alias]/timeline", from("operator", 404), {
    path: `/api/share-links/{linkId}/preview/clusters/${NONE}/timeline`,
  }),
  api("share-links/[linkId]/preview/costs", from("operator", 200), { path: "/api/share-links/{linkId}/preview/costs" }),
  api("shared/[token]/clusters", everybody(200), { path: "/api/shared/{token}/clusters" }),
  api("shared/[token]/clusters", everybody(404), { path: `/api/shared/${NONE}/clusters` }),
  api("shared/[token]/clusters/[alias]", everybody(404), { path: `/api/shared/{token}/clusters/${NONE}` }),
  api("shared/[token]/clusters/[alias]/timeline", everybody(404), {
    path: `/api/shared/{token}/clusters/${NONE}/timeline`,
  }),
  api("shared/[token]/costs", everybody(200), { path: "/api/shared/{token}/costs" }),
  api("shared/[token]/costs", everybody(404), { path: `/api/shared/${NONE}/costs` }),
  api("shared/[token]/preview.png", everybody(200), { path: "/api/shared/{token}/preview.png" }),
  api("shared/[token]/unlock", everybody(404), { method: "POST", path: `/api/shared/${NONE}/unlock`, body: {} }),
  api("pairings", everybody(201), { method: "POST", body: {} }),
  api("pairings/collect", everybody(404), { method: "POST", body: { secret: NONE } }),
  api("pairings/asking", from("operator", [404, 429]), { method: "POST", body: { code: NONE } }),
  api("pairings/confirm", from("operator", 400), { method: "POST", body: {} }),

  { file: "(dashboard)/page.tsx", method: "GET", path: "/", status: page("viewer") },
  {
    file: "(dashboard)/clusters/[clusterId]/page.tsx",
    method: "GET",
    path: `/clusters/${CLUSTER}`,
    status: page("viewer"),
  },
  { file: "(dashboard)/clusters/new/page.tsx", method: "GET", path: "/clusters/new", status: page("operator") },
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
  // Last, since nobody is signed in after it.
  api("auth/[...all]", everybody(200), { method: "POST", path: SIGN_OUT, body: {} }),
];
