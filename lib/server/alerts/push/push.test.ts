import { expect, it } from "vitest";
import { z } from "zod/mini";
import { createTestBrowser, pushService, type TestBrowser } from "@/lib/testing/receivers/browser";
import { exampleItem, exampleMessage } from "@/lib/testing/receivers/example-message";
import { type Receivers, startReceivers } from "@/lib/testing/receivers/start-receivers";
import { sendTo } from "@/lib/testing/receivers/test-channels";
import { describeEachStore } from "@/lib/testing/stores";
import { createSecretBox } from "../../secret-box/secret-box";
import { openDatabase, type StoreLocation } from "../../store/open-database";
import { createWays } from "../ways/create-ways";
import { openPush, type Push } from "./open-push";
import type { PushTables } from "./push-part";

const BOX = createSecretBox(Buffer.alloc(32, 1));
const SETTINGS = { kind: "webpush", settings: {} };
const MESSAGE = exampleMessage([exampleItem("train-7 down 42 min, $31.20 so far", "6 of 8 nodes healthy 👩‍👩‍👧‍👦")]);

/** One browser for each of these people, each at a push service of its own. */
async function pushedTo(location: StoreLocation, people: readonly string[], box = BOX) {
  const store = openDatabase(location);
  const allowed = new Set(people);
  const options = { box, publicUrl: "https://deck.example", mayReceive: async () => allowed, now: () => 1_000 };
  const push = await openPush(store, options);
  const receivers = await startReceivers(Object.fromEntries(people.map((name) => [name, pushService(push.publicKey)])));
  const browsers = new Map<string, TestBrowser>();
  for (const person of people) {
    const browser = createTestBrowser(receivers.urlOf(person));
    browsers.set(person, browser);
    await push.subscriptions.add(person, browser.subscription, 1_000);
  }
  const ways = createWays(["127.0.0.0/8"], push.way);
  return {
    ...{ store, push, receivers, browsers, allowed, options },
    send: (message = MESSAGE) => sendTo(SETTINGS, message, ways),
    async [Symbol.asyncDispose]() {
      await receivers[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

function notifications(receivers: Receivers, browsers: ReadonlyMap<string, TestBrowser>, person: string): unknown[] {
  return receivers.received(person).map(({ body }) => browsers.get(person)?.read(body));
}

const idsOf = async (push: Push, person: string) => (await push.subscriptions.forPerson(person)).map(({ id }) => id);

describeEachStore((newStore) => {
  it("encrypts a push for each browser, and signs it with the key that browsers have subscribed with", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada", "bob"]);
    const { receivers, browsers, send } = pushed;
    expect((await send()).outcome).toEqual({ state: "delivered", note: "Accepted for 2 browsers" });
    for (const person of ["ada", "bob"]) {
      expect(notifications(receivers, browsers, person)).toEqual([
        {
          ...{ title: "train-7 down 42 min, $31.20 so far", body: "6 of 8 nodes healthy 👩‍👩‍👧‍👦" },
          ...{ tag: expect.stringMatching(/^[\w-]{32}$/), isQuiet: false },
        },
      ]);
    }
    expect(receivers.received("ada")[0]?.headers.get("urgency")).toBe("high");
  });

  it("takes the place of what was said of the same alerts, and of nothing that may not have been read yet", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada"]);
    const { receivers, browsers, send } = pushed;
    const [one, other] = ["a", "b"].map((key) => exampleItem(key, "", { key: key.repeat(64) }));
    const said = [
      { items: [one, other] },
      { items: [other, one], event: "resolved" },
      { items: [one] },
      { items: [other] },
    ] as const;
    for (const [index, { items, ...more }] of said.entries()) {
      const known = items.filter((item) => item !== undefined);
      expect((await send(exampleMessage(known, { id: `${index}`, ...more }))).outcome.state).toBe("delivered");
    }
    const tags = notifications(receivers, browsers, "ada").map(
      (shown) => z.parse(z.object({ tag: z.string() }), shown).tag,
    );
    const topics = receivers.received("ada").map(({ headers }) => headers.get("topic"));
    for (const [both, end, ...others] of [tags, topics]) {
      expect(end).toBe(both);
      expect(new Set([both, ...others]).size).toBe(3);
    }
  });

  it("stays within what push services take, whatever the alerts are", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada"]);
    const { receivers, browsers, send } = pushed;
    const many = Array.from({ length: 500 }, () => exampleItem('"\\👩‍👩‍👧‍👦'.repeat(600), '"'.repeat(5_000)));
    expect((await send(exampleMessage(many))).outcome.state).toBe("delivered");
    expect(notifications(receivers, browsers, "ada")).toMatchObject([{ body: expect.stringMatching(/and \d+ more$/) }]);
  });

  it("forgets a browser that no longer wants pushes", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada", "bob"]);
    const { push, receivers, send } = pushed;
    receivers.answerNext("ada", { status: 410 });
    expect((await send()).outcome).toEqual({ state: "delivered", note: "Accepted for 1 browser" });
    receivers.answerNext("bob", { status: 404 });
    expect((await send()).outcome).toMatchObject({ state: "final", reason: "No browser has asked for pushes." });
    expect([await idsOf(push, "ada"), await idsOf(push, "bob")]).toEqual([[], []]);
  });

  it("sends a message again only to the browsers that do not have it", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada", "bob"]);
    const { receivers, send } = pushed;
    receivers.answerNext("ada", { status: 429, headers: { "retry-after": "30" } });
    expect(await send()).toMatchObject({ outcome: { state: "retry", afterMs: 30_000 }, mayHaveArrived: true });
    expect((await send()).outcome).toMatchObject({ state: "delivered" });
    expect([receivers.received("ada").length, receivers.received("bob").length]).toEqual([2, 1]);
  });

  it("sends nothing to people who may no longer sign in", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada", "bob"]);
    const { receivers, allowed, send } = pushed;
    allowed.delete("bob");
    expect((await send()).outcome).toMatchObject({ state: "delivered" });
    expect([receivers.received("ada").length, receivers.received("bob").length]).toEqual([1, 0]);
  });

  it("keeps its key over restarts, and stores neither it nor where browsers are reached as text", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada"]);
    const { store, push, options, browsers } = pushed;
    expect((await openPush(store, options)).publicKey).toBe(push.publicKey);
    const db = store.db.withTables<PushTables>();
    const stored = JSON.stringify([
      await db.selectFrom("pushKey").selectAll().execute(),
      await db.selectFrom("pushSubscription").selectAll().execute(),
    ]);
    expect(stored).not.toContain("127.0.0.1");
    expect(stored).not.toContain(browsers.get("ada")?.subscription.keys.auth);
  });

  it("makes a new key, which browsers have to subscribe with anew, once the old one cannot be opened", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada"]);
    const { store, push, options } = pushed;
    const other = await openPush(store, { ...options, box: createSecretBox(Buffer.alloc(32, 2)) });
    expect(other.publicKey).not.toBe(push.publicKey);
    expect(await idsOf(other, "ada")).toEqual([]);
  });

  it("removes a browser for the person who uses it, and for nobody else", async () => {
    await using pushed = await pushedTo(await newStore(), ["ada", "bob"]);
    const { push, browsers } = pushed;
    const endpoint = browsers.get("ada")?.subscription.endpoint ?? "";
    expect(await push.subscriptions.remove("bob", endpoint)).toBe(false);
    expect(await push.subscriptions.remove("ada", endpoint)).toBe(true);
    expect(await idsOf(push, "ada")).toEqual([]);
  });
});
