import { queryOptions } from "@tanstack/react-query";
import { doneShape, sessionsShape } from "@/lib/contract/shapes/sessions";
import { requestJson } from "./request";

/** A person's sessions, or one's own. */
export function sessionsQuery(personId: string | null) {
  const path = personId === null ? "/api/sessions" : `/api/people/${encodeURIComponent(personId)}/sessions`;
  return queryOptions({
    queryKey: ["sessions", personId],
    queryFn: async ({ signal }) => (await requestJson(path, sessionsShape, { signal })).sessions,
  });
}

export async function revokeSession(id: string): Promise<void> {
  await requestJson(`/api/sessions/${encodeURIComponent(id)}`, doneShape, { method: "DELETE" });
}
