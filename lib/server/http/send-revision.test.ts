import { expect, it } from "vitest";
import { createHeldAnswers } from "../workload/held-answers";
import { sendRevision } from "./send-revision";

it.each([
  [200, {}],
  [304, { "If-None-Match": '"1"' }],
])("says with status %i what its headers are to say by then", async (status, known) => {
  let tag = "before";
  const answer = await sendRevision({
    request: new Request("http://deck.test/api/clusters", { headers: known }),
    heldAnswers: createHeldAnswers(Date.now),
    holder: () => ({ key: "ada", maxPerKey: 1 }),
    viewer: null,
    current: async () => {
      tag = "now";
      return {
        etag: '"1"',
        seenHeaders: { "X-Seen": "{}" },
        validUntil: Number.POSITIVE_INFINITY,
        body: async () => new Uint8Array(),
      };
    },
    headers: () => ({ "X-Alerts": tag }),
    admitAgain: async () => null,
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("X-Alerts")).toBe("now");
  expect(answer.headers.get("X-Seen")).toBe("{}");
});

it("has pages come back one after the other to a server that has let them go, and to no other", async () => {
  const heldAnswers = createHeldAnswers(Date.now);
  const ask = () =>
    sendRevision({
      request: new Request("http://deck.test/api/clusters?wait=20", { headers: { "If-None-Match": '"1"' } }),
      heldAnswers,
      holder: () => ({ key: "ada", maxPerKey: 20 }),
      viewer: null,
      current: () => ({
        ...{ etag: '"1"', seenHeaders: {}, validUntil: Date.now() + 60_000 },
        body: async () => new Uint8Array(),
      }),
      admitAgain: async () => null,
    });
  const held = Array.from({ length: 20 }, ask);
  await heldAnswers.release();
  for (const answer of await Promise.all([...held, ask()])) {
    const seconds = Number(answer.headers.get("Retry-After"));
    expect([answer.status, seconds >= 1 && seconds <= 5]).toEqual([304, true]);
  }
  const other = await sendRevision({
    request: new Request("http://deck.test/api/clusters"),
    heldAnswers: createHeldAnswers(Date.now),
    holder: () => ({ key: "ada", maxPerKey: 1 }),
    viewer: null,
    current: () => ({
      ...{ etag: '"1"', seenHeaders: {}, validUntil: 0 },
      body: async () => new Uint8Array(),
    }),
    admitAgain: async () => null,
  });
  expect(other.headers.has("Retry-After")).toBe(false);
});

it("holds no question of a caller that was told other headers, and ends the hold once they are others", async () => {
  let tag = "one";
  const heldAnswers = createHeldAnswers(Date.now);
  const ask = (known: string) =>
    sendRevision({
      request: new Request("http://deck.test/api/clusters?wait=20", {
        headers: { "If-None-Match": '"1"', "X-Alerts": known },
      }),
      heldAnswers,
      holder: () => ({ key: "ada", maxPerKey: 4 }),
      viewer: null,
      current: () => ({
        ...{ etag: '"1"', seenHeaders: {}, validUntil: Date.now() + 60_000 },
        body: async () => new Uint8Array(),
      }),
      headers: () => ({ "X-Alerts": tag }),
      admitAgain: async () => null,
    });
  const late = await ask("none");
  expect([late.status, late.headers.get("X-Alerts")]).toEqual([304, "one"]);
  const held = ask("one");
  await new Promise((resolve) => setTimeout(resolve, 20));
  tag = "two";
  heldAnswers.wake();
  expect((await held).headers.get("X-Alerts")).toBe("two");
  // Nothing is left that would wait for 20 s.
  await heldAnswers.release();
});
