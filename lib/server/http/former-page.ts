import "server-only";
import { HttpProblem } from "../http-problem";

/*
 * Pages of version 0.1 that are still open when the server is updated cannot read today's answers, and each kind reloads only after one
 * certain answer. They are known by the tag of the fleet that they have, which has another form today. A page of today never sends such a
 * tag: it has only its own answers, and no browser's cache adds one.
 */
export const FORMER_TAG = /^(?:W\/)?"[0-9a-f]{8}-\d+-\d+"$/;

/** Has an open page of version 0.1 reload: the answer for a wall, which is thrown for any other. `null` for whoever is no such page. */
export function reloadFormerPage({ headers }: Request): Response | null {
  if (!FORMER_TAG.test(headers.get("if-none-match")?.trim() ?? "")) return null;
  const page = headers.get("referer") ?? "";
  if (URL.canParse(page) && new URL(page).pathname !== "/wall") {
    // It leads to the sign-in, which leads whoever is signed in back to where they were.
    const detail = "This page is of an earlier version of Clusterdeck. Reload it.";
    throw new HttpProblem(401, { code: "unauthenticated", detail });
  }
  return reloadFormerWall();
}

/** A wall reloads for the build that the header of every answer names, but only while its polls succeed: nothing has changed for it. */
export function reloadFormerWall(): Response {
  return new Response(null, { status: 304, headers: { "Cache-Control": "private, no-cache" } });
}
