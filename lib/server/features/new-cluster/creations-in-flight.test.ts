import { expect, it } from "vitest";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { exampleReading } from "@/lib/testing/example-reading";
import type { TrackedCluster } from "../../poller/account-snapshot";
import { trackCreated } from "../../poller/track-clusters";
import { shareCreation } from "./creations-in-flight";

const tracked = trackCreated(exampleReading(), 1);
const other = { displayName: "Other" };

/** Orders of one cluster. The test decides how each one that is sent to the provider ends. */
function orders(clusterId: string) {
  const sent: PromiseWithResolvers<TrackedCluster | null>[] = [];
  const clock = { now: 1_000 };
  const order = (changes: Partial<Order> = {}) =>
    shareCreation(
      `acme~${clusterId}`,
      { clusterId, fakeCluster: {}, ...changes },
      () => clock.now,
      () => {
        const answer = Promise.withResolvers<TrackedCluster | null>();
        sent.push(answer);
        return answer.promise;
      },
    );
  return { order, sent, clock };
}

it("sends the same order once while it is under way and shortly after it has succeeded", async () => {
  const { order, sent, clock } = orders("one");
  const both = [order(), order()];
  sent[0]?.resolve(tracked);
  expect(await Promise.all([...both, order()])).toEqual([tracked, tracked, tracked]);
  expect(sent).toHaveLength(1);
  clock.now += 60_000;
  void order();
  expect(sent).toHaveLength(2);
});

it("sends an order again at once if it was refused or got no answer", async () => {
  const { order, sent } = orders("two");
  const refused = order();
  sent[0]?.reject(new Error("refused"));
  await expect(refused).rejects.toThrow("refused");
  const unanswered = order();
  sent[1]?.resolve(null);
  expect(await unanswered).toBeNull();
  void order();
  expect(sent).toHaveLength(3);
});

it("refuses other values for an id while one is under way, and leaves them to the provider afterwards", async () => {
  const { order, sent } = orders("three");
  const first = order();
  expect(() => order(other)).toThrow("being created at this moment");
  sent[0]?.resolve(tracked);
  await first;
  void order(other);
  expect(sent).toHaveLength(2);
});
