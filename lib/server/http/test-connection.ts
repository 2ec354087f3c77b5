import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionTest } from "@/lib/contract/settings";
import { formatCounted } from "@/lib/domain/format";
import type { Application } from "../application";
import type { ConnectionSnapshot } from "../poller/connection-snapshot";
import { notFound } from "./problem";
import { refreshConnection } from "./refresh-connection";

/** A little less than a browser waits for an answer. */
const LONGEST_WAIT_MS = 8_000;
const LOOK_EVERY_MS = 50;

/** Reads an account once, as a poll of its own that counts against its limits, and says how that went. 429 while it may not be read. */
export async function testConnection(application: Application, connectionId: string): Promise<ConnectionTest> {
  const { store } = application.poller;
  const before = store.connection(connectionId);
  if (before === null) throw notFound("There is no connection with this id.");
  refreshConnection(application, connectionId);
  const startedAt = performance.now();
  while (performance.now() - startedAt < LONGEST_WAIT_MS) {
    const after = store.connection(connectionId);
    // The next attempt is fixed when a poll has ended.
    if (after !== null && after.nextAttemptAt !== before.nextAttemptAt) return outcome(after);
    await sleep(LOOK_EVERY_MS);
  }
  const seconds = LONGEST_WAIT_MS / 1_000;
  return {
    ok: false,
    detail: `${before.provider.label} has not answered within ${seconds} s. It is still being read.`,
  };
}

function outcome({ provider, problem, clusters }: ConnectionSnapshot): ConnectionTest {
  if (problem !== null) return { ok: false, detail: problem.detail };
  return { ok: true, detail: `${provider.label} answered: ${formatCounted(clusters.size, "cluster")}.` };
}
