import "server-only";
import type { Application } from "../../http/application";
import { starting } from "../../http-problem";
import { requireOpen, storageRefusal } from "../../store/storage-refusal";

/**
 * Throws 503 with the reason until the store answers, other servers can have the files of this build, and every account has been
 * tried once.
 *
 * A database that servers share may go away later: they would all leave the balancer at once, though each of them still answers what
 * it knows.
 */
export async function requireReady({ store, poller, historyHandle, buildFiles }: Application): Promise<void> {
  const history = requireOpen(historyHandle);
  const problem = store?.dialect === "postgres" ? null : (await history.health()).reading;
  if (problem) throw storageRefusal(problem.message);
  // A page of this build may ask any other server for its files.
  if (buildFiles?.haveBeenOffered() === false)
    throw starting("The files of this build are being stored for other servers.");
  const untried = poller.store
    .accounts()
    .filter(({ lastAttemptAt, state }) => lastAttemptAt === null && state !== "paused");
  if (untried.length === 0) return;
  const names = untried.map(({ label }) => label).join(", ");
  throw starting(`Not read yet since the start: ${names}.`);
}
