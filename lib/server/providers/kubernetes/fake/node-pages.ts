import "server-only";
import type { WireObject } from "./nodes";
import { statusAnswer } from "./status-answer";

/** As a server's own tokens hold it. */
interface Place {
  v: "meta.k8s.io/v1";
  /** Of which revision of the list; -1 for one that may have changed since. */
  rv: number;
  /** What comes first: the name of the node before, and a NUL. */
  start: string;
}

const CHANGED_SINCE = -1;

/** As many nodes as asked for, and where to go on: a place in the list as it was at that revision, which the server forgets. */
export function pageOf(nodes: readonly WireObject[], query: URLSearchParams, revision: number): Response {
  const limit = Number(query.get("limit") ?? 0) || nodes.length;
  const token = query.get("continue");
  const place = token === null ? { rv: revision, start: "" } : readPlace(token);
  if (place === null)
    return statusAnswer(400, "BadRequest", "invalid continue token: continue key is not valid: CANARY");
  if (place.rv !== revision && place.rv !== CHANGED_SINCE) return expired(place.start);
  const from = nodes.filter((node) => nameOf(node) >= place.start);
  const left = from.length - limit;
  const next = `${nameOf(from[limit - 1] ?? {})}\0`;
  return Response.json({
    kind: "NodeList",
    apiVersion: "v1",
    metadata: {
      resourceVersion: String(revision),
      ...(left > 0 && { continue: writePlace(revision, next), remainingItemCount: left }),
    },
    items: from.slice(0, limit),
  });
}

/** It offers to go on in a list that may have changed. */
function expired(start: string): Response {
  const message =
    "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, " +
    "or use the continue token in this response to retrieve the remainder of the results.";
  return statusAnswer(410, "Expired", message, { continue: writePlace(CHANGED_SINCE, start) });
}

function nameOf({ metadata }: WireObject): string {
  return typeof metadata === "object" && metadata !== null && "name" in metadata ? String(metadata.name) : "";
}

function writePlace(rv: number, start: string): string {
  const place: Place = { v: "meta.k8s.io/v1", rv, start };
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readPlace(token: string): Pick<Place, "rv" | "start"> | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (typeof place !== "object" || place === null || !("rv" in place) || !("start" in place)) return null;
    return typeof place.rv === "number" && typeof place.start === "string"
      ? { rv: place.rv, start: place.start }
      : null;
  } catch {
    return null;
  }
}
