import { sql } from "kysely";
import { expect, it, onTestFinished, vi } from "vitest";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { exampleReading } from "@/lib/testing/example-reading";
import { postgresStores } from "@/lib/testing/stores";
import { HttpProblem } from "../../http-problem";
import { openOrderClaims, SOLE_ORDERS } from "../../on-demand/orders/order-claims";
import type { TrackedCluster } from "../../poller/account-snapshot";
import { trackCreated } from "../../poller/track-clusters";
import { openDatabase } from "../../store/open-database";
import { StoreError } from "../../store/store-error";
import { orderOnce } from "./order-once";

const newDatabaseUrl = postgresStores();

const order: Order = { clusterId: "train", fakeCluster: {} };
const tracked = trackCreated(exampleReading(), 1);
const refusal = new HttpProblem(400, { code: "rejected", detail: "Nothing was created." });
const otherWords = { ...order, displayName: "Other" };

/** Servers on one database, and what they send to the provider: the test decides how each order ends. */
async function sharing() {
  const databaseUrl = await newDatabaseUrl();
  const sent: { by: string; answer: PromiseWithResolvers<TrackedCluster | null> }[] = [];
  const listed: { cluster: TrackedCluster | null } = { cluster: null };
  const onLost = vi.fn(async () => {});
  let waits = 0;
  let claimed = 0;
  const startServer = async (by: string) => {
    const store = openDatabase({ databaseUrl });
    onTestFinished(() => store.close());
    const clock = { ms: 0 };
    const claims = await openOrderClaims(store, { now: () => clock.ms, monotonic: () => clock.ms });
    const click = (what: Order = order) =>
      orderOnce({
        ...{ claims, clusterId: "acme~train", order: what, onLost },
        send: async (requireSendable) => {
          claimed += 1;
          await stopped.promise;
          requireSendable();
          const answer = Promise.withResolvers<TrackedCluster | null>();
          sent.push({ by, answer });
          return answer.promise;
        },
        look: async () => listed.cluster,
        sleep: () => {
          waits += 1;
          return new Promise((resolve) => setTimeout(resolve, 5));
        },
      });
    let stopped = Promise.withResolvers<void>();
    stopped.resolve();
    /** As if the process were stopped from its next claim on until somebody lets it go on, that much later by its own clocks. */
    const stop = () => {
      stopped = Promise.withResolvers<void>();
      return (seconds: number) => {
        clock.ms += seconds * 1_000;
        stopped.resolve();
      };
    };
    /** As if that time had passed on the database's clock. */
    const pass = (seconds: number) =>
      sql`update order_claim set expires_at = expires_at - make_interval(secs => ${seconds})`.execute(store.db);
    return { click, pass, stop, claims, store, db: store.db };
  };
  const [a, b] = [await startServer("a"), await startServer("b")];
  const sentAfter = async (count: number) => {
    await expect.poll(() => sent.length).toBe(count);
    return sent[count - 1]?.answer ?? expect.fail();
  };
  /** Once one of them waits for the other's order. */
  const untilWaiting = () => expect.poll(() => waits).toBeGreaterThan(0);
  /** Once the first of them has its claim. */
  const untilClaimed = () => expect.poll(() => claimed).toBe(1);
  return { a, b, sent, sentAfter, untilWaiting, untilClaimed, listed, onLost };
}

it("sends an order once that two servers are given at once, and answers both with what it made", async () => {
  const { a, b, sent, sentAfter, listed } = await sharing();
  const clicks = [a.click(), b.click(), a.click(), b.click()];
  const first = await sentAfter(1);
  listed.cluster = tracked;
  first.resolve(tracked);
  expect(await Promise.all(clicks)).toEqual([tracked, tracked, tracked, tracked]);
  expect(await b.click()).toBe(tracked);
  expect(sent).toHaveLength(1);
});

it("sends it again once the first has been answered for a while: then somebody wants another try", async () => {
  const { a, b, sentAfter, listed } = await sharing();
  const first = a.click();
  listed.cluster = tracked;
  (await sentAfter(1)).resolve(tracked);
  await first;
  await b.pass(10);
  const again = b.click();
  (await sentAfter(2)).reject(refusal);
  await expect(again).rejects.toBe(refusal);
});

it("refuses other values for an id while another server is creating it, and leaves them to the provider afterwards", async () => {
  const { a, b, sentAfter } = await sharing();
  const first = a.click();
  const answer = await sentAfter(1);
  await expect(b.click(otherWords)).rejects.toThrow("is being created at this moment, with other values");
  answer.resolve(tracked);
  await first;
  const other = b.click(otherWords);
  (await sentAfter(2)).reject(refusal);
  await expect(other).rejects.toBe(refusal);
});

it("has a refused order tell its reason to whoever waited for it at another server", async () => {
  const { a, b, sentAfter, untilWaiting, onLost } = await sharing();
  const first = a.click();
  const answer = await sentAfter(1);
  const second = b.click();
  await untilWaiting();
  answer.reject(refusal);
  await expect(first).rejects.toBe(refusal);
  (await sentAfter(2)).reject(refusal);
  await expect(second).rejects.toBe(refusal);
  expect(onLost).not.toHaveBeenCalled();
});

it("gives no answer at either server where the provider gave none, and sends the order again if it is wanted again", async () => {
  const { a, b, sent, sentAfter, untilWaiting } = await sharing();
  const first = a.click();
  const answer = await sentAfter(1);
  const second = b.click();
  await untilWaiting();
  answer.resolve(null);
  expect(await first).toBeNull();
  expect(await second).toBeNull();
  expect(sent).toHaveLength(1);
  void a.click();
  await sentAfter(2);
});

it("says that an order may have gone out whose server has died, and sends it only if it is wanted after that", async () => {
  const { a, b, sent, sentAfter, untilWaiting, onLost } = await sharing();
  void a.click();
  await sentAfter(1);
  const waiting = b.click();
  await untilWaiting();
  await b.pass(20);
  await expect(waiting).rejects.toMatchObject({ status: 504, problem: { code: "no-answer", mayExist: true } });
  await expect(b.click()).rejects.toThrow("stopped before it said what became of that");
  await expect(b.click(otherWords)).rejects.toThrow("The cluster may exist nevertheless");
  expect(onLost).toHaveBeenCalledTimes(3);
  expect(sent).toHaveLength(1);
  await b.pass(10);
  void b.click();
  await sentAfter(2);
});

it("finds the cluster in the list whose server has died after the provider had made it", async () => {
  const { a, b, sent, sentAfter, listed, onLost } = await sharing();
  void a.click();
  await sentAfter(1);
  listed.cluster = tracked;
  await b.pass(20);
  expect(await b.click()).toBe(tracked);
  expect(onLost).not.toHaveBeenCalled();
  expect(sent).toHaveLength(1);
});

it("takes the answer that comes late for what it is: another server called the order lost while this one was paused", async () => {
  const { a, b, sent, sentAfter, listed } = await sharing();
  const paused = a.click();
  const answer = await sentAfter(1);
  await b.pass(20);
  await expect(b.click()).rejects.toThrow("may exist");
  listed.cluster = tracked;
  answer.resolve(tracked);
  expect(await paused).toBe(tracked);
  expect(await b.click()).toBe(tracked);
  expect(sent).toHaveLength(1);
});

it("sends nothing any more after it was stopped between its claim and the request: another server has sent the order since", async () => {
  const { a, b, sent, sentAfter, untilClaimed, listed } = await sharing();
  const goOn = a.stop();
  const stopped = a.click();
  await untilClaimed();
  await b.pass(20);
  await expect(b.click()).rejects.toThrow("may exist");
  await b.pass(10);
  const again = b.click();
  listed.cluster = tracked;
  (await sentAfter(1)).resolve(tracked);
  expect(await again).toBe(tracked);
  goOn(30);
  await expect(stopped).rejects.toMatchObject({ status: 504, problem: { code: "no-answer", mayExist: true } });
  expect(sent.map(({ by }) => by)).toEqual(["b"]);
  expect(await b.click()).toBe(tracked);
});

it("sends nothing any more once it has learned from a renewal that another server has called its order lost", async () => {
  const { a, b } = await sharing();
  const own = await a.claims.claim("acme~train", order);
  if (own.state !== "own") return expect.fail("The order was to be claimed.");
  await own.renew();
  expect(own.isCurrent()).toBe(true);
  await b.pass(20);
  expect(await b.claims.claim("acme~train", order)).toEqual({ state: "lost" });
  await own.renew();
  expect(own.isCurrent()).toBe(false);
});

it("goes on waiting for an order whose claim was renewed at the moment when it was to be called lost", async () => {
  const { a, b } = await sharing();
  await a.claims.claim("acme~train", order);
  const underWay = await b.claims.claim("acme~train", order);
  if (underWay.state !== "under-way") return expect.fail("The order was to be under way.");
  await b.pass(20);
  const { outcome } = await a.db.transaction().execute(async (renewal) => {
    await sql`update order_claim set expires_at = clock_timestamp() + interval '20 seconds'`.execute(renewal);
    const outcome = underWay.outcome();
    const waiting = sql`select from pg_locks where not granted and locktype = 'transactionid'`;
    await expect.poll(async () => (await waiting.execute(a.db)).rows.length).toBeGreaterThan(0);
    return { outcome };
  });
  expect(await outcome).toBeNull();
});

it("makes way for another order at the moment when the one before it, which was to be called lost, is refused", async () => {
  const { a, b } = await sharing();
  const first = await a.claims.claim("acme~train", order);
  if (first.state !== "own") return expect.fail("The order was to be claimed.");
  await b.pass(20);
  const db = b.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (result.rows.some(({ isCurrent }) => isCurrent === false)) await first.end("refused");
      return result;
    },
  });
  const claims = await openOrderClaims({ ...b.store, db });
  expect(await claims.claim("acme~train", otherWords)).toMatchObject({ state: "own" });
});

it("sends nothing, and says why, after the database was away for so long that the claim may have ended", async () => {
  const renew = () => Promise.reject(new StoreError("unavailable", "The database does not answer."));
  const own = { state: "own", isCurrent: () => false, renew, end: renew } as const;
  const send = async (requireSendable: () => void) => {
    requireSendable();
    return tracked;
  };
  const unused = { look: expect.fail, onLost: expect.fail, sleep: () => expect.fail() };
  const late = orderOnce({ claims: { claim: async () => own }, clusterId: "acme~train", order, send, ...unused });
  await expect(late).rejects.toThrow("could not confirm that the order was still its own");
});

it("sends nothing where the database that knows of other servers' orders does not answer", async () => {
  const away = new StoreError("unavailable", "The database does not answer.");
  const claims = { claim: () => Promise.reject(away) };
  const unused = { send: () => expect.fail(), look: expect.fail, onLost: expect.fail, sleep: () => expect.fail() };
  await expect(orderOnce({ claims, clusterId: "acme~train", order, ...unused })).rejects.toBe(away);
});

it("asks nobody where there is one server alone", async () => {
  const send = vi.fn(async () => tracked);
  const alone = { claims: SOLE_ORDERS, clusterId: "acme~train", order, send };
  const unused = { look: expect.fail, onLost: expect.fail, sleep: () => expect.fail() };
  expect(await orderOnce({ ...alone, ...unused })).toBe(tracked);
  expect(send).toHaveBeenCalledTimes(1);
});
