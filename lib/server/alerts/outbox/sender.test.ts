import type { RequestListener } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { answering, startLoopbackServer } from "@/lib/testing/http/loopback-server";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { describeEachStore } from "@/lib/testing/stores";
import { log } from "../../log";
import { migrate } from "../../store/migrate";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { webhook } from "../channels/webhook";
import { webpush } from "../channels/webpush";
import { ALERT_PART } from "../store/alert-part";
import { createAlertStore } from "../store/alert-store";
import type { AlertTables } from "../store/schema";
import { createWays } from "../ways/create-ways";
import { createOutbox, type Outbox } from "./outbox";
import { createSender } from "./sender";

const START = Date.UTC(2026, 10, 29);

const ALERT = exampleAlert({ id: "1" });

/** Senders over a real store and over real connections, with one webhook for each name in `receivers`. */
async function startSending(location: StoreLocation, receivers: Readonly<Record<string, RequestListener>>) {
  const store = openDatabase(location);
  await migrate(store, ALERT_PART.migrations);
  const db = store.db.withTables<AlertTables>();
  const [alerts, outbox] = [createAlertStore(db), createOutbox(db, store.dialect)];
  const servers = await Promise.all(
    Object.entries(receivers).map(async ([id, listener]) => [id, await startLoopbackServer(listener)] as const),
  );
  const urls = new Map(servers.map(([id, { origin }]) => [id, origin]));
  onTestFinished(async () => {
    for (const [, server] of servers) await server[Symbol.asyncDispose]();
    await Promise.all(senders.map((sender) => sender.idle()));
    await store.close();
  });
  const clock = { now: START };
  const failures: { channelId: string; reason: string; disables: boolean }[] = [];
  const createWith = (ownOutbox: Outbox) =>
    createSender({
      outbox: ownOutbox,
      channel: async (id) => {
        if (id === "browsers") return { kind: webpush, settings: {}, show: { names: true, costs: true } };
        const url = urls.get(id);
        return url === undefined ? null : { kind: webhook, settings: { url }, show: { names: true, costs: true } };
      },
      isInUse: () => true,
      message: async ({ id, event }, _, at) => ({
        id,
        event,
        items: [],
        groupKey: "g",
        url: "https://deck.example.org",
        at,
      }),
      onAttempt: async (channelId, failure) => {
        if (failure !== null) failures.push({ channelId, ...failure });
      },
      onSettled: () => {},
      ways: createWays(["127.0.0.0/8"], async () => NO_BROWSER),
      log: log(),
      now: () => clock.now,
      random: () => 0.5,
    });
  const senders = [createWith(outbox), createWith(outbox)] as const;
  await alerts.save({ saved: [{ alert: ALERT, label: "a", usdMicrosSoFar: null }], dropped: [], plan: NOTHING }, START);
  const deliveries = () => db.selectFrom("delivery").selectAll().orderBy("createdAt").execute();
  return {
    ...{ clock, outbox, createWith, senders, failures, deliveries },
    plan: (channelIds: readonly string[], at = clock.now) => {
      const messages = channelIds.map((channelId) => ({ channelId, event: "firing" as const, alertIds: ["1"] }));
      return alerts.save({ saved: [], dropped: [], plan: { messages, replaced: [] } }, at);
    },
    statesOf: async (channelId: string) =>
      (await deliveries()).filter((one) => one.channelId === channelId).map(({ state }) => state),
  };
}

const NO_BROWSER = {
  outcome: { state: "final", reason: "No browser has asked for pushes.", isToNobody: true },
  mayHaveArrived: false,
} as const;
const NOTHING = { messages: [], replaced: [] };
const taking = answering(204, {}, "");
const hanging: RequestListener = () => {};

describeEachStore((newStore) => {
  it("delays no channel for one that hangs, and calls none twice at a time", async () => {
    let calls = 0;
    const others = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`other-${index}`, taking]));
    const counted: RequestListener = () => {
      calls += 1;
    };
    const { plan, senders, statesOf, clock, outbox } = await startSending(await newStore(), {
      hangs: counted,
      ...others,
    });
    const [sender] = senders;
    for (const round of [1, 2]) {
      await plan(["hangs", ...Object.keys(others)]);
      await sender.sendDue();
      for (const id of Object.keys(others))
        await expect.poll(() => statesOf(id)).toEqual(Array.from({ length: round }, () => "delivered"));
      await expect.poll(() => calls).toBe(1);
      clock.now += SECOND_MS;
    }
    expect(await statesOf("hangs")).toEqual(["waiting", "waiting"]);
    expect(await sender.nextAt()).toBeNull();
    // Whoever has no call under way to it, such as the next process, sends the second one, and the first once its claim has ended.
    expect(await outbox.nextAt([])).toBe(START + SECOND_MS);
  });

  it("sends each message once, whichever of two servers comes first", async () => {
    const ids: string[] = [];
    const noting: RequestListener = (request, response) => {
      ids.push(String(request.headers["webhook-id"]));
      taking(request, response);
    };
    const { plan, senders, deliveries } = await startSending(await newStore(), {
      one: noting,
      two: noting,
      three: noting,
    });
    for (let count = 0; count < 4; count += 1) await plan(["one", "two", "three"]);
    const isWaiting = async () => (await deliveries()).some(({ state }) => state === "waiting");
    while (await isWaiting()) {
      await Promise.all(senders.map((sender) => sender.sendDue()));
      await Promise.all(senders.map((sender) => sender.idle()));
    }
    expect(ids.sort()).toEqual((await deliveries()).map(({ id }) => id).sort());
  });

  it("waits as long as it is told to, gives up what is refused, and says which address is gone", async () => {
    const { plan, senders, deliveries, failures } = await startSending(await newStore(), {
      busy: answering(429, { "Retry-After": "90" }, ""),
      refusing: answering(403, {}, ""),
      gone: answering(410, {}, ""),
      moved: answering(302, { Location: "http://127.0.0.1:1/" }, ""),
    });
    const [sender] = senders;
    await plan(["busy", "refusing", "gone", "moved", "removed"]);
    await sender.sendDue();
    await sender.idle();
    await sender.sendDue();
    await sender.idle();
    const found = Object.fromEntries((await deliveries()).map((one) => [one.channelId, one]));
    expect(found.busy).toMatchObject({
      state: "waiting",
      nextAt: START + 90 * SECOND_MS,
      mayHaveArrived: 0,
      claimedUntil: null,
    });
    for (const id of ["refusing", "gone", "moved", "removed"]) expect(found[id]).toMatchObject({ state: "failed" });
    expect(failures.filter(({ disables }) => disables).map(({ channelId }) => channelId)).toEqual(["gone"]);
  });

  it("counts it as no failure of a channel that there is nobody to tell", async () => {
    const { plan, senders, failures, deliveries } = await startSending(await newStore(), {});
    await plan(["browsers"]);
    await senders[0].sendDue();
    await senders[0].idle();
    expect(await deliveries()).toMatchObject([{ state: "failed", note: "No browser has asked for pushes." }]);
    expect(failures).toEqual([]);
  });

  it("sends what waits at once after the clock was set back, claimed or not", async () => {
    const { plan, senders, statesOf, clock, outbox } = await startSending(await newStore(), {
      one: taking,
      two: taking,
    });
    const [sender] = senders;
    await plan(["two"], START + 2 * HOUR_MS);
    await outbox.claim(START + 2 * HOUR_MS, 1, []);
    await plan(["one"], START + 2 * HOUR_MS);
    clock.now = START;
    await sender.sendDue();
    await sender.idle();
    expect(await statesOf("one")).toEqual(["delivered"]);
    expect(await statesOf("two")).toEqual(["delivered"]);
  });

  it("leaves what a server is sending, or is to try later, to it, though its clock is ahead by two seconds", async () => {
    const { plan, outbox } = await startSending(await newStore(), {});
    const [behind, ahead] = [START, START + 2 * SECOND_MS];
    await plan(["one"], ahead);
    expect(await outbox.claim(behind, 1, [])).toEqual([]);
    const [claimed = expect.fail()] = await outbox.claim(ahead, 1, []);
    for (const at of [behind, ahead, behind + MINUTE_MS - SECOND_MS]) expect(await outbox.claim(at, 1, [])).toEqual([]);
    const waiting = { state: "waiting", nextAt: ahead + 30 * SECOND_MS, note: "It asks for a pause." } as const;
    await outbox.settle(claimed, { ...waiting, mayHaveArrived: false }, ahead);
    expect(await outbox.claim(behind, 1, [])).toEqual([]);
    expect(await outbox.claim(ahead + 30 * SECOND_MS, 1, [])).toMatchObject([{ attempts: 2 }]);
  });

  it("notes what came of a message before it claims another, and sends none again, after the database was away", async () => {
    const arrived: string[] = [];
    const noting: RequestListener = (request, response) => {
      arrived.push(String(request.headers["webhook-id"]));
      taking(request, response);
    };
    const { plan, statesOf, outbox, createWith, clock } = await startSending(await newStore(), { one: noting });
    let isAway = false;
    const sender = createWith({
      ...outbox,
      settle: (...settled) => (isAway ? Promise.reject(new Error("It is away.")) : outbox.settle(...settled)),
    });
    isAway = true;
    await plan(["one"]);
    await sender.sendDue();
    await sender.idle();
    await plan(["one"]);
    await expect(sender.sendDue()).rejects.toThrow("It is away.");
    expect(await statesOf("one")).toEqual(["waiting", "waiting"]);
    isAway = false;
    clock.now += HOUR_MS;
    await sender.sendDue();
    await sender.idle();
    expect(await statesOf("one")).toEqual(["delivered", "delivered"]);
    expect(new Set(arrived).size).toBe(2);
    expect(arrived).toHaveLength(2);
  });

  it("sends nothing that it was kept from sending for so long that another one may have claimed it", async () => {
    let [arrived, pausesMs] = [0, MINUTE_MS];
    const counting: RequestListener = (request, response) => {
      arrived += 1;
      taking(request, response);
    };
    const { plan, statesOf, createWith, outbox, clock } = await startSending(await newStore(), { one: counting });
    const sender = createWith({
      ...outbox,
      async claim(...asked) {
        const claimed = await outbox.claim(...asked);
        clock.now += pausesMs;
        return claimed;
      },
    });
    await plan(["one"]);
    await sender.sendDue();
    await sender.idle();
    expect([arrived, await statesOf("one")]).toEqual([0, ["waiting"]]);
    pausesMs = 0;
    clock.now += MINUTE_MS;
    await sender.sendDue();
    await sender.idle();
    expect([arrived, await statesOf("one")]).toEqual([1, ["delivered"]]);
  });

  it("takes nothing back from whoever has claimed a message since, unless it has arrived", async () => {
    const { plan, statesOf, outbox } = await startSending(await newStore(), {});
    await plan(["one"]);
    const [first = expect.fail()] = await outbox.claim(START, 1, []);
    const later = START + MINUTE_MS + SECOND_MS;
    expect(await outbox.claim(later, 1, [])).toMatchObject([{ id: first.id }]);
    const waiting = { state: "waiting", nextAt: later, note: "Not now.", mayHaveArrived: false } as const;
    await outbox.settle(first, waiting, later);
    await outbox.settle(first, { state: "failed", note: "Never." }, later);
    expect(await outbox.claim(later, 1, [])).toEqual([]);
    await outbox.settle(first, { state: "delivered", note: null }, later);
    expect(await statesOf("one")).toEqual(["delivered"]);
  });

  it("leaves a message to the next sender if one dies, after a minute, or at once if none can be left", async () => {
    const { plan, statesOf, outbox, senders, clock } = await startSending(await newStore(), {
      one: hanging,
      two: taking,
    });
    await plan(["two"]);
    await outbox.claim(clock.now, 1, []);
    await senders[1].sendDue();
    expect(await outbox.nextAt([])).toBe(START + MINUTE_MS);
    await outbox.releaseClaims();
    await senders[1].sendDue();
    await senders[1].idle();
    expect(await statesOf("two")).toEqual(["delivered"]);
  });
});
