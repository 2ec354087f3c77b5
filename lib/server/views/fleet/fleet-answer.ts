import "server-only";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Cluster, clusterSchema, fleetSchema } from "@/lib/contract/fleet";
import { once } from "@/lib/domain/text/once";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { FleetStore } from "../../poller/fleet-store";
import type { StoreProblem } from "../../store/store-handle";
import { createClusterEntries } from "./cluster-entry";
import { fleetView } from "./fleet-view";
import { headlineView, type PastHeadline } from "./headline-view";
import type { HistorySummary } from "./history-summary";
import { type Parted, partSeen, revisionOf, type Shown } from "./seen";
import { writeFleet } from "./write-fleet";

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

/** What an answer is made from. */
interface Basis {
  storeRevision: string;
  problem: StoreProblem | null;
}

interface Made {
  answer: FleetAnswer;
  headline: () => PastHeadline;
}

interface Cached extends Made {
  basis: Basis;
}

interface Making {
  basis: Basis;
  made: Promise<Made>;
}

export interface FleetAnswers {
  /** Of everything that was published before it was called. */
  current(): Promise<FleetAnswer>;
  /** The fleet in one sentence, most important first. */
  headline(): Promise<PastHeadline>;
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
  const entryOf = createClusterEntries();
  const textOf = createCheckedTexts();
  let cached: Cached | null = null;
  let making: Making | null = null;

  const basis = (): Basis => ({ storeRevision: store.revision(), problem: history.problem() });

  async function make({ problem }: Basis): Promise<Made> {
    const at = now();
    const { fleet, validUntil } = await fleetView(store.accounts(), {
      ...{ now: at, demo, billingTimeZone, summary: history.summary(), historyProblem: problem, entryOf },
    });
    const answer = answerOf(fleet, {
      ...{ validUntil, revisionOf },
      write: (revision) => {
        const checked = fleetSchema.parse({ ...fleet, revision, clusters: [] });
        return writeFleet({ ...checked, clusters: fleet.clusters }, textOf);
      },
    });
    return { answer, headline: once(() => headlineView(fleet, at)) };
  }

  function begin(from: Basis): Making {
    const begun: Making = { basis: from, made: make(from) };
    const end = (made: Made | null) => {
      cached = made && { ...made, basis: from };
      making = null;
    };
    begun.made.then(end, () => end(null));
    making = begun;
    return begun;
  }

  async function latest(): Promise<Made> {
    if (cached !== null && isSame(cached.basis, basis()) && now() < cached.answer.validUntil) return cached;
    // Begun before something that the caller may know of, as that a cluster was just created.
    if (making !== null && !isSame(making.basis, basis())) await making.made.catch(() => undefined);
    return (making ?? begin(basis())).made;
  }

  return { current: async () => (await latest()).answer, headline: async () => (await latest()).headline() };
}

/** A cluster's entry as JSON: a field that the contract does not name cannot leave the server. Most entries are those of before. */
function createCheckedTexts(): (entry: Cluster) => string {
  const texts = new WeakMap<Cluster, string>();
  return (entry) => {
    const text = texts.get(entry) ?? JSON.stringify(clusterSchema.parse(entry));
    texts.set(entry, text);
    return text;
  };
}

function isSame(one: Basis, other: Basis): boolean {
  return one.storeRevision === other.storeRevision && one.problem?.detail === other.problem?.detail;
}

interface Writing {
  validUntil: EpochMs;
  revisionOf: (content: unknown) => string;
  /** What leaves the server under this revision, as JSON. */
  write: (revision: string) => string | Promise<string>;
}

/** An answer that is named after what it says, once headers have said what polls move. */
export function answerOf(shown: Shown, { validUntil, revisionOf: nameOf, write }: Writing): FleetAnswer {
  const { content, seenHeaders } = partSeen(shown);
  const revision = nameOf(content);
  return { etag: `"${revision}"`, seenHeaders, validUntil, body: writeOnce(() => write(revision)) };
}

/** The bytes of an answer, made when first asked for: most askers already have them. */
function writeOnce(write: () => string | Promise<string>): FleetAnswer["body"] {
  // Megabytes, for a large fleet, so it is held only once.
  const whole = once(async () => new Uint8Array(Buffer.from(await write())));
  const bodies = new Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>();
  const bodyIn = async (coding: ContentCoding) => {
    const { buffer } = await whole();
    return new Uint8Array(coding === "identity" ? buffer : await COMPRESSIONS[coding](Buffer.from(buffer)));
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
