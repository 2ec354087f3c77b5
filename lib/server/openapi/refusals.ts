import "server-only";
import type { RouteDescription } from "../http/define-route";

/** Refusals that any call may meet, whatever it asks, and that are worth retrying. */
export interface ListedRefusal {
  status: 408 | 429 | 503;
  description: string;
  /** Whether `Retry-After` says when. */
  saysWhen: boolean;
}

export function refusalsOf({ method, audience, isLimited = false }: RouteDescription): ListedRefusal[] {
  return [
    ...(method === "GET" ? [] : [TOO_SLOW]),
    ...(isLimited ? [TOO_OFTEN] : []),
    ...(audience === "process" ? [] : [NOT_NOW]),
  ];
}

const TOO_SLOW: ListedRefusal = {
  status: 408,
  description: "The rest of the body did not arrive in time; nothing was done",
  saysWhen: false,
};
const TOO_OFTEN: ListedRefusal = { status: 429, description: "Asked too often", saysWhen: true };
const NOT_NOW: ListedRefusal = {
  status: 503,
  description:
    "Not possible at the moment: the server is starting, its database does not answer, or too many ask for the same",
  saysWhen: true,
};
