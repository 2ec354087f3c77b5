import "server-only";
import type { Audience, RouteDescription } from "../http/define-route";

const BEGINNING = `# The API

Made from the definitions in \`lib/server/features/*/routes.ts\`, which also serve it; \`npx vitest run -u lib/server/openapi\` rewrites it.
Shapes of bodies and answers are in \`GET /api/openapi.json\` of a running server.

Times are ISO 8601 in UTC; money is in integer millionths of a US dollar, \`null\` where it is unknown. An answer that is not a success is
\`{ "code", "detail" }\`: a word for programs and a sentence for people. 429 and 503 say in \`Retry-After\` when it is worth asking again.
A call that changes something needs an \`Origin\` header that names this server, as its own pages send.
`;

const WHO: Record<Audience, string> = {
  process: "everybody who reaches the process",
  public: "anybody",
  guest: "everybody with the link or the screen",
  viewer: "viewers",
  operator: "operators",
  admin: "admins",
};

/** docs/api.md: every call by its path, who may ask for it, and what it is for. */
export function apiPage(routes: readonly RouteDescription[]): string {
  const byPath = routes.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const rows = byPath.map(({ method, path, audience, summary, query = {} }) => {
    const parameters = Object.entries(query).map(([name, meaning]) => `<br>\`${name}\`: ${meaning}`);
    return `| ${method} | ${path} | ${WHO[audience]} | ${summary}${parameters.join("")} |\n`;
  });
  return `${BEGINNING}\n| Method | Path | Who | What |\n|---|---|---|---|\n${rows.join("")}`;
}
