import { expect, it } from "vitest";
import { exampleNode, exampleReading } from "@/lib/testing/example-reading";
import { usdMicrosPerHour } from "../../money/cost";
import { UNKNOWN_RATE } from "../../money/rate";
import { withoutOthersBill } from "./others-bill";

const price = (usd: number) =>
  ({
    ...UNKNOWN_RATE,
    usdMicrosPerHour: usdMicrosPerHour(usd * 1_000_000),
    source: "reported",
    billing: "full",
  }) as const;
const node = (id: string, rate: ReturnType<typeof price> | typeof UNKNOWN_RATE) => exampleNode({ id, rate });
const bill = { gpus: 8, label: "Research" };

it("leaves what nobody else pays for as it is", () => {
  const reading = exampleReading({ rate: price(4) });
  expect(withoutOthersBill(reading, [])).toBe(reading);
});

it("says of a whole cluster who pays, and of its nodes too", () => {
  const reading = exampleReading({ rate: price(4), nodes: [node("a", price(4))] });
  const paid = { usdMicrosPerHour: null, source: "none", billing: "none", note: "Billed through Research" };
  expect(withoutOthersBill(reading, [{ ...bill, nodeIds: [], isWhole: true }])).toMatchObject({ rate: paid });
  const parts = [{ ...bill, nodeIds: ["a"], isWhole: false }];
  expect(withoutOthersBill(reading, parts)).toMatchObject({ rate: paid, nodes: [{ rate: paid }] });
});

it("counts of a part only the other nodes, and nothing where one of their prices is unknown", () => {
  const some = [{ ...bill, nodeIds: ["a"], isWhole: false }];
  const known = exampleReading({ rate: price(9), nodes: [node("a", price(4)), node("b", price(5))] });
  expect(withoutOthersBill(known, some).rate).toEqual({
    ...{ usdMicrosPerHour: 5_000_000, source: "summed", billing: "full" },
    note: "Partly billed through Research",
  });
  const unknown = exampleReading({ rate: price(9), nodes: [node("a", price(4)), node("b", UNKNOWN_RATE)] });
  expect(withoutOthersBill(unknown, some).rate).toMatchObject({ usdMicrosPerHour: null, source: "none" });
});
