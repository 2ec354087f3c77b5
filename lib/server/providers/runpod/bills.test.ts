import { expect, it } from "vitest";
import { toBilled } from "./bills";
import clusterBilling from "./fixtures/cluster-billing.json";
import podBilling from "./fixtures/pod-billing.json";

it("adds up what each pod and cluster was billed, in all", async () => {
  const [record] = podBilling.records;
  const records = [record, { ...record, totalAmount: 0.1 }, { ...record, podId: "other", totalAmount: "1.5" }];
  expect(await toBilled(records, "podId")).toEqual(
    new Map([
      ["7h9k2m4n6p", 12_440_000],
      ["other", 1_500_000],
    ]),
  );
  expect(await toBilled(clusterBilling.records, "clusterId")).toEqual(new Map([["5c2n8m4q", 99_000_000]]));
});

it("knows nothing as soon as a record cannot be read: part of a bill would look like the whole", async () => {
  const [record] = podBilling.records;
  expect(await toBilled([record, { ...record, podId: null }], "podId")).toBeNull();
  expect(await toBilled([record, { ...record, totalAmount: "much" }], "podId")).toBeNull();
  expect(await toBilled(podBilling.records, "clusterId")).toBeNull();
});
