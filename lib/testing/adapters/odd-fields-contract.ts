import { describe, expect, it } from "vitest";
import type { ClusterReading, NodeReading } from "@/lib/domain/cluster/cluster";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { FakeOptions, Provider, ProviderFake } from "@/lib/server/providers/spec";
import { httpOverFake } from "../http-over-fake";
import { firstOfLists, type Place, placesOf, type SamplePlace, withValueAt } from "./odd-places";

const START = Date.UTC(2026, 10, 20, 15);
const NOW = START + 90_000;
const { signal } = new AbortController();

const TEXT = "CANARY ".repeat(100);

/** Another type than the sample's, and bounds of its own that it hardly has. */
function oddValuesFor(sample: unknown): readonly unknown[] {
  const group = { odd: "CANARY" };
  const list = [["CANARY"]];
  switch (typeof sample) {
    case "number":
      return [group, TEXT, -7, 1e300];
    case "string":
      return [group, list, 7.5, TEXT];
    case "boolean":
      return [group, TEXT, -7];
    default:
      return sample === null ? [group, list, TEXT] : [TEXT, -7];
  }
}

/** What must survive of a cluster and of a node, by the ids of both. */
interface Essence {
  name: string;
  status: string;
  price: unknown;
  ways: string[];
}

interface Seen {
  answers: unknown[];
  clusters: readonly ClusterReading[];
  essences: ReadonlyMap<string, Essence>;
  warnings: string;
  openGroups: ReadonlySet<string>;
  credentials: ReadonlySet<string>;
  groupings: ReadonlySet<string>;
}

/**
 * Changes each field of each answer of a provider's fake, one after another, to what it never is. No cluster or node is lost to it,
 * and of the name, status, price and way in of each, only the one that the field is about. What was left out is named, not quoted.
 */
export function describeOddFields(
  provider: Provider,
  name = "the demo's fleet",
  createFake: (options: FakeOptions) => ProviderFake = provider.createFake,
): void {
  describe(`${provider.label}, ${name}`, () => {
    it("costs an odd field that field alone, and names it", async () => {
      const fake = askedOnce(createFake({ now: () => NOW, startedAt: START, isUnlimited: true }));
      const readThrough = (rewrite: (answer: unknown) => unknown) => readFromFake(provider, fake, rewrite);
      const usual = await readThrough((answer) => answer);
      const places = placesOf(usual.answers).filter(
        ({ place, sample, values }) =>
          !usual.credentials.has(place.at(-1) ?? "") &&
          !values.some((value) => isIdentity(value, usual)) &&
          !isList(place, sample, usual) &&
          !isGrouping(place, sample, usual),
      );
      expect(places.length).toBeGreaterThan(3);
      const faults: string[] = [];
      for (const sampled of places) {
        for (const odd of oddValuesFor(sampled.sample)) {
          const fault = await readThrough((answer) => withValueAt(answer, sampled.place, odd)).then(
            (seen) => faultOf(usual, seen, sampled, odd),
            (error: unknown) => String(error),
          );
          if (fault !== null)
            faults.push(`${sampled.place.join(".")} as ${JSON.stringify(odd).slice(0, 20)}: ${fault}`);
        }
      }
      expect(faults).toEqual([]);
    });
  });
}

function faultOf(usual: Seen, seen: Seen, { place, sample }: SamplePlace, odd: unknown): string | null {
  if (seen.warnings.includes("CANARY")) return "the warnings quote it";
  const isGroup = typeof sample === "object" && sample !== null;
  for (const [id, before] of usual.essences) {
    const after = seen.essences.get(id);
    // Nodes and ways in that stood in a list which is none are lost with it.
    if (after === undefined && !(isGroup && id.includes(" "))) return `${id} is lost`;
    if (after === undefined) continue;
    const changed = (["name", "status", "price", "ways"] as const).filter(
      (what) => JSON.stringify(before[what]) !== JSON.stringify(after[what]),
    );
    if (isGroup ? changed.includes("name") : changed.length > 1 && !changed.includes("status"))
      return `of ${id} changed: ${changed.join(", ")}`;
  }
  const isField = !place.slice(0, -1).some((name) => seen.openGroups.has(name));
  const isCertainlyOdd = isField && !isGroup && typeof odd === "object";
  const isNamed = seen.warnings.includes(place.findLast((key) => key !== "*") ?? "");
  return isCertainlyOdd && !isNamed && shown(usual) !== shown(seen) ? "it is not named" : null;
}

/** An id, or a resource's name that ends in one, which may stand behind a prefix of ours: what it belongs to is lost with it. */
function isIdentity(sample: unknown, { essences }: Seen): boolean {
  const ids = [...essences.keys()].flatMap((key) => key.split(/[ :]/));
  return ids.some((id) => String(sample) === id || (typeof sample === "string" && sample.endsWith(`/${id}`)));
}

/** An answer's envelope, or the list that it consists of: without them, there is no answer. */
function isList(place: Place, sample: unknown, { clusters }: Seen): boolean {
  if (typeof sample !== "object" || sample === null) return false;
  const text = JSON.stringify(sample);
  return place.length === 1 || clusters.every(({ providerClusterId }) => text.includes(providerClusterId));
}

/** The group in which the name of a cluster stands, where nothing but that name makes one. */
function isGrouping(place: Place, sample: unknown, { groupings }: Seen): boolean {
  return typeof sample === "object" && groupings.has(place.at(-1) ?? "");
}

/** Measurements have names of their own, and any of them may be missing. */
function shown({ clusters }: Seen): string {
  return JSON.stringify(clusters.map((cluster) => ({ ...cluster, metrics: [], alerts: [] })));
}

interface FakeAskedOnce {
  fake: ProviderFake;
  /** What it answers, shortened; the response itself if that is a refusal. */
  answer(request: Request): Promise<Response | { body: unknown; headers: Headers }>;
}

/** A fake whose clock stands still answers a request as it did before: it is not asked again, which takes longer than all the rest. */
function askedOnce(fake: ProviderFake): FakeAskedOnce {
  const answers = new Map<string, { body: unknown; headers: Headers }>();
  return {
    fake,
    async answer(request) {
      const sent = [request.method, request.url, ...request.headers, await request.clone().text()].join("\n");
      const before = answers.get(sent);
      if (before) return before;
      const response = await fake.handle(request);
      if (!response.ok) return response;
      const answer = { body: firstOfLists(await response.json()), headers: response.headers };
      answers.set(sent, answer);
      return answer;
    },
  };
}

/** The fleet, each cluster's details, and what the next reading says of both. */
async function readFromFake(
  provider: Provider,
  { fake: created, answer }: FakeAskedOnce,
  rewrite: (answer: unknown) => unknown,
): Promise<Seen> {
  const answers: unknown[] = [];
  const fake: ProviderFake = {
    ...created,
    handle: async (request) => {
      const answered = await answer(request);
      if (answered instanceof Response) return answered;
      answers.push(answered.body);
      return Response.json(rewrite(answered.body), { headers: answered.headers });
    },
  };
  const parsed = provider.parse(settingsOfFake(provider, fake, `https://fake.test${fake.basePath}`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const basePath = new URL(parsed.baseUrl).pathname.replace(/\/$/, "");
  const client = parsed.connect({ http: httpOverFake(fake, () => START, basePath), now: () => NOW });
  const fleet = await client.readFleet(signal);
  const details = await Promise.all(
    fleet.clusters.map((cluster) => (cluster.depth === "summary" ? client.readDetails?.(cluster, signal) : cluster)),
  );
  const clusters = details.flatMap((cluster) => cluster ?? []);
  const { warnings } = await client.readFleet(signal);
  return {
    ...{ answers, clusters, essences: new Map(clusters.flatMap(essencesOf)), warnings: warnings.join() },
    openGroups: new Set(created.wire.openGroups),
    credentials: new Set(created.wire.credentials),
    groupings: new Set(created.wire.groupings),
  };
}

function essencesOf(cluster: ClusterReading): [id: string, essence: Essence][] {
  const essence = ({ name, status, rate }: ClusterReading | NodeReading, isHere: (nodeId: string) => boolean) => ({
    name,
    status,
    price: rate.usdMicrosPerHour,
    ways: (cluster.connectionDetails?.ssh ?? [])
      .filter(({ nodeId }) => isHere(nodeId))
      .map(({ host, port, user }) => `${user}@${host}:${port}`),
  });
  return [
    [cluster.providerClusterId, essence(cluster, () => true)],
    ...(cluster.nodes ?? []).map((node): [string, Essence] => [
      `${cluster.providerClusterId} ${node.id}`,
      essence(node, (nodeId) => nodeId === node.id),
    ]),
  ];
}
