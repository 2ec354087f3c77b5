import "server-only";
import { NOTHING_WRONG } from "@/lib/domain/cluster/headline";
import { formatMoment } from "@/lib/domain/time/moment";
import { startedApplication } from "./page-person";

/**
 * The fleet in one sentence, part of the page itself, so that it is there before any script has loaded. It may remain there, if no
 * script ever does: so it says when it was true, and that nothing is wrong only a living page says.
 */
export async function pageHeadline(): Promise<readonly [string, ...string[]]> {
  const {
    parts: [first, ...rest],
    readAt,
  } = await startedApplication().fleetAnswers.headline();
  const moment = `As of ${formatMoment(readAt, "UTC")}`;
  return [first === NOTHING_WRONG ? moment : `${moment}: ${first}`, ...rest];
}
