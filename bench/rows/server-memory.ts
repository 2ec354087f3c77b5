import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod/mini";
import { SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { INSPECTED, openInspector } from "../attack/inspector";
import { startFleetApp } from "../kit/fleet-app";
import { residentMb } from "../kit/process-usage";
import type { Row } from "../kit/row";

const CLUSTERS = 500;
/** Each of them is polled every second, so that ten thousand polls take five minutes. */
const ACCOUNTS = 40;
const MAX_RATIO = 1.03;
const MAX_MB = 260;
const LOOK_EVERY_MS = 500;

const stampSchema = z.nullable(z.number());
const seenSchema = z.record(z.string(), z.tuple([stampSchema, stampSchema, stampSchema, stampSchema]));

/**
 * Whether the server grows with polling, while one viewer looks on: what the system has given to it, which depends on when garbage was
 * last collected, and what it really keeps.
 */
export async function serverMemory(isQuick: boolean): Promise<Row[]> {
  const [first, last] = isQuick ? [500, 2_000] : [1_000, 10_000];
  await using app = await startFleetApp({
    ...{ clusters: CLUSTERS, accounts: ACCOUNTS, pollIntervalMs: 1_000 },
    environment: INSPECTED,
  });
  const inspector = await openInspector(app.output());
  const look = async () => ({ resident: await residentMb(app.pid), kept: (await inspector.memory()).heapMb });
  const polls = countPolls(app.fleetUrl);
  await polls.reach(first);
  const before = await look();
  await polls.reach(last);
  const after = await look();
  inspector.close();

  const grown = (what: string, from: number, to: number): Row => ({
    what: `${what} after ${last} polls of ${CLUSTERS} clusters`,
    target: `≤ ${MAX_RATIO} × after ${first}`,
    measured: `${(to / from).toFixed(3)} × (${from.toFixed(1)} → ${to.toFixed(1)} MB)`,
    isMet: to / from <= MAX_RATIO,
    against: "a bare Next route that fetches a provider itself grew past 1.3 GB",
  });
  return [
    grown("Server memory", before.resident, after.resident),
    grown("The server's heap, garbage collected,", before.kept, after.kept),
    {
      what: `Server memory after ${last} polls of ${CLUSTERS} clusters`,
      target: `< ${MAX_MB} MB`,
      measured: `${before.resident.toFixed(0)} → ${after.resident.toFixed(0)} MB`,
      isMet: after.resident < MAX_MB,
      against: "Homepage 440 MB under load",
    },
  ];
}

/** Looks at the whole fleet more often than any account is polled, and counts the polls of all of them. */
function countPolls(fleetUrl: string) {
  const seen = new Map<string, number | null>();
  let polls = 0;
  return {
    reach: async (count: number) => {
      while (polls < count) {
        const answer = await fetch(fleetUrl);
        await answer.arrayBuffer();
        for (const [id, [, lastAttemptAt]] of Object.entries(accountsSeen(answer.headers))) {
          if (seen.get(id) !== lastAttemptAt) polls += 1;
          seen.set(id, lastAttemptAt);
        }
        await sleep(LOOK_EVERY_MS);
      }
    },
  };
}

function accountsSeen(headers: Headers) {
  return seenSchema.parse(JSON.parse(headers.get(SEEN_HEADER) ?? ""));
}
