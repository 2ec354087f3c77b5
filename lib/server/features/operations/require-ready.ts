import "server-only";
import type { Application } from "../../http/application";
import { starting } from "../../http-problem";
import { requireOpen, storageRefusal } from "../../store/storage-refusal";

/** Throws 503 with the reason until the store answers and every account has been tried once. */
export async function requireReady({ poller, historyHandle }: Application): Promise<void> {
  const { reading } = await requireOpen(historyHandle).health();
  if (reading) throw storageRefusal(reading.message);
  const untried = poller.store
    .accounts()
    .filter(({ lastAttemptAt, state }) => lastAttemptAt === null && state !== "paused");
  if (untried.length === 0) return;
  const names = untried.map(({ label }) => label).join(", ");
  throw starting(`Not read yet since the start: ${names}.`);
}
