import type { UncheckedFleet } from "@/lib/contract/fleet";
import type { AnswerSchema } from "../request";
import { type StableFleet, stableFleet } from "../stable-fleet";
import { changedFleet, type FleetChange, type FleetKind } from "./fleet-change";

/** With more clusters, a page would stand still for longer than a frame while it reads an answer, so that is done beside it. */
const MANY_CLUSTERS = 200;

/** What was read beside the page. */
class ReadBeside {
  constructor(readonly change: FleetChange) {}
}

/** Reads the answers to one page, merging each into the one before. `toFleet` returns `null` for anything else than such an answer. */
export function createFleetReader(
  kind: FleetKind,
  toFleet: (value: unknown) => UncheckedFleet | null,
): AnswerSchema<StableFleet> {
  let latest: StableFleet | undefined;
  return {
    async readBody(response) {
      if (latest === undefined || latest.clusters.length < MANY_CLUSTERS) return response.json();
      const body = await response.blob();
      const change = await changeBeside(kind, latest.revision, body);
      return change === null ? JSON.parse(await body.text()) : new ReadBeside(change);
    },
    safeParse(value) {
      try {
        const fleet = value instanceof ReadBeside ? changedFleet(latest, value.change) : merged(latest, toFleet(value));
        if (fleet === null) return { success: false };
        latest = fleet;
        return { success: true, data: fleet };
      } catch {
        return { success: false };
      }
    },
  };
}

function merged(latest: StableFleet | undefined, answer: UncheckedFleet | null): StableFleet | null {
  return answer === null ? null : stableFleet(latest, answer);
}

/** `null` if it has to be read here: the first time, and wherever it cannot be read beside the page. */
async function changeBeside(kind: FleetKind, base: string, body: Blob): Promise<FleetChange | null> {
  const thread = await import("./reading-thread").catch(() => null);
  return thread === null ? null : thread.readBeside({ kind, base, body });
}
