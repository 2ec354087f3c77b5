import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { createShadeformFake } from "../providers/shadeform/fake/fake";
import { shadeform } from "../providers/shadeform/index";
import { startDemo } from "./start-demo";

const STARTED_AT = Date.UTC(2026, 0, 2);

it("says what trying its machines would find, without trying them", async () => {
  let now = STARTED_AT;
  const { accounts, answers, close } = await startDemo([shadeform], () => now, 15_000);
  await close();
  expect(accounts.map(({ reachability }) => reachability)).toEqual([true]);
  const { instances } = createShadeformFake({ now: () => now, startedAt: STARTED_AT }).world();
  const silentAt = (minutes: number) => {
    now = STARTED_AT + minutes * MINUTE_MS;
    return instances.flatMap(({ name, ip }) => (typeof ip === "string" && !answers(ip) ? name : []));
  };
  expect([0, 1, 2, 13, 14, 26, 27].map(silentAt)).toEqual([
    ...[[], [], ["eval-sweep-3"], ["eval-sweep-3"], [], [], ["eval-sweep-3"]],
  ]);
});
