import "server-only";
import type { WireObject } from "./nodes";
import { statusAnswer } from "./status-answer";

interface Place {
  v: string;
  rv: number;
  start: number;
}

/** As many nodes as asked for, and where to go on: a place in the list as it was at that revision, which the server forgets. */
export function pageOf(nodes: readonly WireObject[], query: URLSearchParams, revision: number): Response {
  const limit = Number(query.get("limit") ?? 0) || nodes.length;
  const token = query.get("continue");
  const place = token === null ? { start: 0, rv: revision } : readPlace(token);
  if (place === null) return statusAnswer(400, "BadRequest", "continue key is not valid: CANARY-continue");
  if (place.rv !== revision)
    return statusAnswer(
      410,
      "Expired",
      "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.",
    );
  const end = place.start + limit;
  const left = nodes.length - end;
  return Response.json({
    kind: "NodeList",
    apiVersion: "v1",
    metadata: {
      resourceVersion: String(revision),
      ...(left > 0 && {
        continue: writePlace({ v: "meta.k8s.io/v1", rv: revision, start: end }),
        remainingItemCount: left,
      }),
    },
    items: nodes.slice(place.start, end),
  });
}

function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readPlace(token: string): Pick<Place, "rv" | "start"> | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (typeof place !== "object" || place === null || !("rv" in place) || !("start" in place)) return null;
    return typeof place.rv === "number" && typeof place.start === "number"
      ? { rv: place.rv, start: place.start }
      : null;
  } catch {
    return null;
  }
}
