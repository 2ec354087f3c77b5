import { expect, test } from "vitest";
import { exampleCluster } from "@/lib/testing/example-fleet";
import { readingsOf, worstMark } from "./live-cluster";

const healthy = { ...exampleCluster, id: "a" };
const down = { ...exampleCluster, id: "b", status: "error" as const };

test("a reading is the same object until its cluster or freshness changes", () => {
  const fresh = new Map([
    ["a", "fresh" as const],
    ["b", "fresh" as const],
  ]);
  const [first, second] = readingsOf([healthy, down], fresh);
  expect(readingsOf([{ ...healthy }, down], fresh)[0]).not.toBe(first);
  expect(readingsOf([healthy, down], fresh)).toEqual([first, second]);
  expect(readingsOf([healthy, down], fresh)[1]).toBe(second);

  const [stale] = readingsOf([healthy], new Map([["a", "stale"]]));
  expect(stale).toEqual({ cluster: healthy, freshness: "stale", mark: "unknown" });
  expect(readingsOf([healthy], fresh)[0]).toMatchObject({ freshness: "fresh", mark: "healthy" });
});

test("the worst mark is that of the most urgent cluster", () => {
  const fresh = new Map([
    ["a", "fresh" as const],
    ["b", "fresh" as const],
  ]);
  expect(worstMark(readingsOf([healthy, down], fresh))).toBe("down");
  expect(worstMark([])).toBeNull();
});
