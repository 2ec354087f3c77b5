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
import { type Parted, partSeen, revisionOf, type Shown } from "./seen";

const COMPRESSIONS = { br: brotli, gzip: promisify(gzip) } as const;
export type ContentCoding = keyof typeof COMPRESSIONS | "identity";

/** The fleet as it is now: written once for everybody, when first asked for, and compressed once per coding. */
export interface FleetAnswer {
  /** Names what a reader would see, so it does not change with a poll that changes nothing. */
  etag: string;
  /** What such a poll moves. */
  seenHeaders: Parted["seenHeaders"];
  /** When the answer becomes outdated by time alone. */
  validUntil: EpochMs;
  body(coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>>;
}

interface Cached {
  storeRevision: string;
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

  function latest(): Cached {
    const at = now();
    const storeRevision = store.revision();
    const problem = history.problem();
    const isSame = cached?.storeRevision === storeRevision && cached.historyProblem === problem?.detail;
    if (isSame && cached !== null && at < cached.answer.validUntil) return cached;
    const { fleet, validUntil } = fleetView(store.accounts(), {
      ...{ now: at, demo, billingTimeZone, summary: history.summary(), historyProblem: problem },
    });
    const answer = answerOf(fleet, {
      ...{ validUntil, revisionOf },
      write: (revision) => fleetSchema.parse({ ...fleet, revision }),
    });
    cached = { storeRevision, answer, headline: headlineView(fleet, at), historyProblem: problem?.detail };
    return cached;
  }

  return { current: () => latest().answer, headline: () => latest().headline };
}

interface Writing {
  validUntil: EpochMs;
  revisionOf: (content: unknown) => string;
  /** What leaves the server under this revision. */
  write: (revision: string) => object;
}

/** An answer that is named after what it says, once headers have said what polls move. */
export function answerOf(shown: Shown, { validUntil, revisionOf: nameOf, write }: Writing): FleetAnswer {
  const { content, seenHeaders } = partSeen(shown);
  const revision = nameOf(content);
  return { etag: `"${revision}"`, seenHeaders, validUntil, body: writeOnce(() => write(revision)) };
}

/** The bytes of an answer, made when first asked for: most askers already have them. */
function writeOnce(write: () => object): FleetAnswer["body"] {
  // Megabytes, for a large fleet, so it is held only once.
  let whole: Uint8Array<ArrayBuffer> | null = null;
  const bodies = new Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>();
  const bodyIn = async (coding: ContentCoding) => {
    whole ??= new Uint8Array(Buffer.from(JSON.stringify(write())));
    return coding === "identity" ? whole : new Uint8Array(await COMPRESSIONS[coding](Buffer.from(whole.buffer)));
  };
  return (coding) => {
    const body = bodies.get(coding) ?? bodyIn(coding);
    bodies.set(coding, body);
    return body;
  };
}

/** Quality 5: close to gzip's effort, a fifth smaller. */
function brotli(body: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
