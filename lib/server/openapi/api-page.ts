import "server-only";
import type { Audience, RouteDescription } from "../http/define-route";

const BEGINNING = `# The API

Made from the definitions in \`lib/server/features/*/routes.ts\`, which also serve it; \`npx vitest run -u lib/server/openapi\` rewrites it.
Shapes of bodies and answers are in \`GET /api/openapi.json\` of a running server.

Times are ISO 8601 in UTC; money is in integer millionths of a US dollar, \`null\` where it is unknown. An answer that is not a success is
\`{ "code", "detail" }\`: a word for programs and a sentence for people. 429 and 503 say in \`Retry-After\` when it is worth asking again.
A call that changes something needs an \`Origin\` header that names this server, as its own pages send.

Answers about clusters have an \`ETag\` that changes when something in them changes, not when it was merely read again. When accounts were
read is in the header \`X-Fleet-Seen\` of every such answer, 304 included: JSON, for each account \`[lastSuccessAt, lastAttemptAt,
nextAttemptAt, billing.readAt]\` in milliseconds since 1970. A cluster whose \`observedAt\` was no older than its account's
\`lastSuccessAt\` in the body was read with it since. \`X-Fleet-Month\` has what \`totals.month\` has come to by then. To hear of changes at
once, ask again with that \`If-None-Match\` and \`wait\`. With more accounts than fit into 4 KB, the first header is left out, and the
\`ETag\` changes with every reading.
`;

const WHO: Record<Audience, string> = {
  process: "everybody who reaches the process",
  public: "anybody",
  guest: "everybody with the link or the screen",
  scraper: "programs with the metrics token",
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
