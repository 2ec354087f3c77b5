import "server-only";
import type { Application } from "../application";
import { HttpProblem } from "./problem";

/** Throws 503 with the reason until every connection has been tried once. */
export function requireReady({ poller }: Application): void {
  const untried = poller.store.connections().filter(({ lastAttemptAt }) => lastAttemptAt === null);
  if (untried.length === 0) return;
  const names = untried.map(({ label }) => label).join(", ");
  throw new HttpProblem(503, { code: "starting", detail: `Not read yet since the start: ${names}.` });
}
