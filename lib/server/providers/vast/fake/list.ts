import "server-only";
import type { WireObject } from "./bodies";

const MAX_LIMIT = 25;
/** What the server takes for a limit below 1. */
const ODD_LIMIT = 5;

/** `GET /v1/instances`: pages by a token that names the last id, and only the columns that are asked for. */
export function listInstances(instances: readonly WireObject[], query: URLSearchParams): Response {
  const asked = Number(query.get("limit") ?? MAX_LIMIT);
  const limit = asked <= 0 ? ODD_LIMIT : Math.min(asked, MAX_LIMIT);
  const after = readToken(query.get("after_token"));
  if (after === null) {
    return Response.json({ error: "invalid_token", msg: "Invalid pagination token" }, { status: 400 });
  }
  const columns: string[] = JSON.parse(query.get("select_cols") ?? '["*"]');
  const rest = instances.filter(({ id }) => Number(id) > after);
  const page = rest.slice(0, limit);
  const labels = Object.groupBy(instances, ({ label }) => String(label ?? ""));
  return Response.json({
    success: true,
    instances_found: page.length,
    total_instances: instances.length,
    label_counts: Object.fromEntries(Object.entries(labels).map(([label, members = []]) => [label, members.length])),
    next_token: rest.length > limit ? tokenOf(Number(page.at(-1)?.id)) : null,
    instances: page.map((instance) => withColumns(instance, columns)),
  });
}

/** A column that is not known is null, not an error. */
function withColumns(instance: WireObject, columns: readonly string[]): WireObject {
  if (columns.includes("*")) return instance;
  return Object.fromEntries(columns.map((column) => [column, instance[column] ?? null]));
}

function tokenOf(id: number): string {
  return Buffer.from(JSON.stringify({ values: { id } })).toString("base64");
}

/** The id after which the page begins; `null` for a token that cannot be read. */
function readToken(token: string | null): number | null {
  if (token === null) return 0;
  const [, id] = /^\{"values":\{"id":(\d+)\}\}$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  return id === undefined ? null : Number(id);
}
