import "server-only";

/** Why a call may be refused whatever it asks, and worth asking again. */
export interface Refusal {
  status: 408 | 429 | 503;
  description: string;
  /** Whether its `Retry-After` says when. */
  saysWhen: boolean;
}

/** Of these, an address, a person, an account or a link has only so many. */
const LIMITED_PATHS: ReadonlySet<string> = new Set([
  "/api/costs/export",
  "/api/audit/export",
  "/api/setup",
  "/api/connections/{connectionId}/refresh",
  "/api/connections/{connectionId}/clusters",
]);
const LIMITED_BELOW = ["/api/shared/", "/api/pairings"];

export function refusalsOf(path: string, method: string): Refusal[] {
  const isLimited = LIMITED_PATHS.has(path) || LIMITED_BELOW.some((beginning) => path.startsWith(beginning));
  return [
    ...(method === "get" ? [] : [TOO_SLOW]),
    ...(isLimited ? [TOO_OFTEN] : []),
    ...(path === "/api/health" ? [] : [NOT_NOW]),
  ];
}

const TOO_SLOW: Refusal = {
  status: 408,
  description: "The rest of the body did not come in time; nothing was done",
  saysWhen: false,
};
const TOO_OFTEN: Refusal = { status: 429, description: "Asked too often", saysWhen: true };
const NOT_NOW: Refusal = {
  status: 503,
  description: "Not at the moment: the server starts, its database does not answer, or too many ask for the same",
  saysWhen: true,
};
