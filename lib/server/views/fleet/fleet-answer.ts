import "server-only";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { fleetSchema } from "@/lib/contract/fleet";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FleetStore } from "../../poller/fleet-store";
import type { StoreProblem } from "../../store/store-handle";
import { fleetView } from "./fleet-view";
import { headlineView, type PastHeadline } from "./headline-view";
import type { HistorySummary } from "./history-summary";

const COMPRESSIONS = { br: brotli, gzip: promisify(gzip) } as const;
export type ContentCoding = keyof typeof COMPRESSIONS | "identity";

/** One revision of the fleet, serialised once; compressed once per coding, when first asked for. */
export interface FleetAnswer {
  etag: string;
  body(coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>>;
}

interface Cached {
  storeRevision: string;
  validUntil: EpochMs;
  answer: FleetAnswer;
  headline: PastHeadline;
  historyProblem: string | undefined;
}

export interface FleetAnswers {
  current(): FleetAnswer;
  /** The fleet in one sentence, most important first. */
  headline(): PastHeadline;
}

/** What answers say about the history. */
interface HistoryState {
  summary: () => HistorySummary | null;
  problem: () => StoreProblem | null;
}

export function createFleetAnswers(
  store: FleetStore,
  history: HistoryState,
  { demo, billingTimeZone }: { demo: boolean; billingTimeZone: string },
  now: () => EpochMs,
): FleetAnswers {
  let cached: Cached | null = null;
  let expired = 0;

  function latest(): Cached {
    const at = now();
    const storeRevision = store.revision();
    const problem = history.problem();
    const isSame = cached?.storeRevision === storeRevision && cached.historyProblem === problem?.detail;
    if (isSame && cached !== null && at < cached.validUntil) return cached;
    // A reading grew old without a poll, or history stopped: the fleet has not changed, but the answer has.
    if (cached?.storeRevision === storeRevision) expired += 1;
    const revision = `${storeRevision}.${expired}`;
    const { fleet, validUntil } = fleetView(store.accounts(), {
      ...{ now: at, revision, demo, billingTimeZone, summary: history.summary(), historyProblem: problem },
    });
    const answer = serialise(revision, Buffer.from(JSON.stringify(fleetSchema.parse(fleet))));
    cached = { storeRevision, validUntil, answer, headline: headlineView(fleet, at), historyProblem: problem?.detail };
    return cached;
  }

  return { current: () => latest().answer, headline: () => latest().headline };
}

export function serialise(revision: string, json: Buffer): FleetAnswer {
  // Megabytes, for a large fleet, so it is held only once.
  const whole = new Uint8Array(json);
  const bodies = new Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>();
  const bodyIn = async (coding: ContentCoding) =>
    coding === "identity" ? whole : new Uint8Array(await COMPRESSIONS[coding](Buffer.from(whole.buffer)));
  return {
    etag: `"${revision}"`,
    body: (coding) => {
      const body = bodies.get(coding) ?? bodyIn(coding);
      bodies.set(coding, body);
      return body;
    },
  };
}

/** Quality 5: close to gzip's effort, a fifth smaller. */
function brotli(body: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
