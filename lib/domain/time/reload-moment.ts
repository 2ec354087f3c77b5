import { MINUTE_MS } from "./epoch";

/** If something goes down every few minutes, no moment would ever be quiet. */
const MAX_WAIT_MS = 15 * MINUTE_MS;

interface Moment {
  /** Whether the server answers: without it, the last picture is all there is. */
  isAnswered: boolean;
  /** Whether something that people must see has just begun. */
  hasNews: boolean;
  /** Time since a reload was due. */
  waitedMs: number;
}

/** Whether a page that is due for a reload may be reloaded now. */
export function isReloadMoment({ isAnswered, hasNews, waitedMs }: Moment): boolean {
  return isAnswered && (!hasNews || waitedMs >= MAX_WAIT_MS);
}
