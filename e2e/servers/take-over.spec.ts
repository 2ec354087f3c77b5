import { expect, test } from "@playwright/test";
import type { Fleet } from "@/lib/contract/fleet";
import { holdCall } from "../held/held-call";
import type { AppProcess } from "../support/app-process";
import { newDatabase } from "../support/shared-postgres";
import { type CountedFleet, serveCountedFleet } from "./counted-fleet";
import { heldLeases, presentServers } from "./lease-rows";
import { prepareServers, type SeveralServers } from "./several-servers";
import { watch } from "./viewers";

const LEASE = "account:shadeform";
const TERMS = { name: "Guests", kind: "link", scope: {}, show: { costs: true, names: true } };
const ORDER = { clusterId: "train-eu", eksCluster: { awsAccountId: "004815162342", region: "eu-central-1" } };

test.describe.configure({ mode: "serial" });

let fleet: CountedFleet;
let servers: SeveralServers;
let databaseUrl = "";
const byName = new Map<string, AppProcess>();

test.beforeAll(async () => {
  fleet = await serveCountedFleet();
  databaseUrl = await newDatabase();
  servers = await prepareServers({ databaseUrl, environment: { CLUSTERDECK_POLL_INTERVAL_MS: "1000" } });
  // At the same time, on an empty database.
  await Promise.all(
    ["A", "B", "C"].map(async (name) => byName.set(name, await servers.start(await fleet.environmentOf(name)))),
  );
});
test.afterAll(async () => {
  await servers[Symbol.asyncDispose]();
  await fleet[Symbol.asyncDispose]();
});

function post(url: string, data: object): Promise<Response> {
  const { origin } = new URL(url);
  const headers = { "Content-Type": "application/json", Origin: origin };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(data) });
}

/** The answers of all servers at about the same time. */
async function answersOfAll(path: string) {
  return Promise.all(
    servers.running().map(async ({ url }) => {
      const answer = await fetch(`${url}${path}`);
      return { url, status: answer.status, etag: answer.headers.get("etag") ?? "", text: await answer.text() };
    }),
  );
}

/** The answers of all servers once they are the same. */
async function sameAnswers(path: string) {
  let answers = await answersOfAll(path);
  await expect
    .poll(async () => {
      answers = await answersOfAll(path);
      return new Set(answers.map(({ status, etag }) => `${status} ${etag}`)).size;
    })
    .toBe(1);
  return answers;
}

async function createLink(): Promise<{ id: string; path: string }> {
  const [first] = servers.running();
  const made = await post(`${first?.url}/api/share-links`, TERMS);
  expect(made.status, await made.clone().text()).toBe(201);
  const { id, url } = await made.json();
  return { id, path: `/api/shared/${new URL(url).pathname.split("/").at(-1)}/clusters` };
}

/** The names of the servers that polled this account in its last calls. */
const pollersOf = (providerId: string) =>
  new Set(
    fleet.calls
      .filter((call) => call.providerId === providerId)
      .slice(-8)
      .map(({ by }) => by),
  );

/** The server that polls Shadeform's account, by its name. Leases move for a while after servers have come or gone. */
async function pollerOfShadeform(): Promise<{ name: string; poller: AppProcess }> {
  for (;;) {
    const before = (await heldLeases(databaseUrl)).get(LEASE);
    const { by: name } = await fleet.nextCall(({ providerId }) => providerId === "shadeform");
    const after = (await heldLeases(databaseUrl)).get(LEASE);
    const hasStayed = before !== undefined && before.holder === after?.holder && before.epoch === after.epoch;
    const poller = byName.get(name);
    if (hasStayed && pollersOf("shadeform").size === 1 && poller !== undefined) return { name, poller };
  }
}

/** What each poll moves, whether or not it changed anything: no tag is about it. */
const SEEN = /^(generatedAt|last(Attempt|Success)At|nextAttemptAt|observedAt|readAt|month|recentRates)$/;

const withoutSeen = (text = "{}") => JSON.parse(text, (key, value: unknown) => (SEEN.test(key) ? undefined : value));

test("people and guests are answered the same by all servers, so that a tag is worth the same everywhere", async () => {
  const { path } = await createLink();
  for (const asked of ["/api/clusters", path]) {
    // Not before everything has been read: the first answers are empty.
    await expect
      .poll(async () =>
        (await answersOfAll(asked)).every(({ text }) => (JSON.parse(text) as Fleet).clusters?.length > 1),
      )
      .toBe(true);
    const [one, ...others] = await sameAnswers(asked);
    for (const other of others) expect(withoutSeen(other.text)).toEqual(withoutSeen(one?.text));
    await expect
      .poll(async () => {
        const [{ etag } = { etag: "" }] = await answersOfAll(asked);
        const turns = Array.from({ length: 6 }, () =>
          fetch(`${servers.url}${asked}`, { headers: { "If-None-Match": etag } }),
        );
        return (await Promise.all(turns)).map(({ status }) => status);
      })
      .toEqual(Array(6).fill(304));
  }
});

test("a link that is revoked on one server is refused by the others, also to who waits there for an answer", async () => {
  const { id, path } = await createLink();
  const [first, ...others] = servers.running();
  const answers = await sameAnswers(path);
  const held = others.map(({ url }) => holdCall(`${url}${path}`, answers[0]?.etag ?? ""));
  const revoked = await fetch(`${first?.url}/api/share-links/${id}`, {
    method: "DELETE",
    headers: { Origin: first?.url ?? "" },
  });
  expect(revoked.status).toBe(200);
  // Nobody is held for more than ten seconds, at the end of which the answer would be 304.
  for (const { answer } of held) expect((await answer).status).toBe(404);
  expect((await answersOfAll(path)).map(({ status }) => status)).toEqual([404, 404, 404]);
});

test("a cluster that is ordered on two servers at once is created once", async () => {
  const isCreation = ({ providerId, method }: { providerId: string; method: string }) =>
    providerId === "fireworks" && method === "POST";
  const answers = await Promise.all(
    servers.running().map(({ url }) => post(`${url}/api/accounts/fireworks/clusters`, ORDER)),
  );
  expect(fleet.calls.filter(isCreation)).toHaveLength(1);
  const bodies = await Promise.all(
    answers.map(async (answer) => ({ status: answer.status, body: await answer.json() })),
  );
  for (const { status, body } of bodies) {
    expect(status === 201 ? body.id : body.code, JSON.stringify(bodies)).toBe(
      status === 201 ? "fireworks~train-eu" : "exists",
    );
  }
  expect(bodies.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
});

test("when the server that polls is stopped, it hands over before it has gone, and nobody notices", async () => {
  const before = await presentServers(databaseUrl);
  const viewers = watch(`${servers.url}/api/clusters`, 6);
  const { name, poller } = await pollerOfShadeform();
  await servers.end(poller, "SIGTERM");
  const present = await presentServers(databaseUrl);
  expect([before.length, present.length]).toEqual([3, 2]);
  const holders = [...(await heldLeases(databaseUrl)).values()].map(({ holder }) => holder);
  expect(holders.filter((holder) => !present.includes(holder))).toEqual([]);
  await fleet.nextCall(({ providerId, by }) => providerId === "shadeform" && by !== name);
  expect(await viewers.leave()).toEqual([]);
});

test("when the server that polls is killed, another one goes on as soon as its lease runs out, and nobody sees an error", async () => {
  const viewers = watch(`${servers.url}/api/clusters`, 6);
  const { name, poller } = await pollerOfShadeform();
  await servers.end(poller, "SIGKILL");
  const last = (await heldLeases(databaseUrl)).get(LEASE);
  expect(last?.validMs).toBeLessThanOrEqual(15_000);
  await fleet.nextCall(({ providerId, by }) => providerId === "shadeform" && by !== name);
  const next = (await heldLeases(databaseUrl)).get(LEASE);
  expect(next?.epoch).toBeGreaterThan(last?.epoch ?? Number.POSITIVE_INFINITY);
  expect(await viewers.leave()).toEqual([]);
  const states = async () =>
    ((await (await fetch(`${servers.url}/api/clusters`)).json()) as Fleet).accounts.map(({ freshness }) => freshness);
  await expect.poll(states).toEqual(["fresh", "fresh"]);
});
