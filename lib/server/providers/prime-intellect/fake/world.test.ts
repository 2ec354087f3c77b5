import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time/epoch";
import { demoWorld } from "./world";

it("tells of no time that is still to come", () => {
  const startedAt = Date.UTC(2026, 10, 21, 16);
  for (let minute = 0; minute < 30; minute++) {
    const now = startedAt + minute * MINUTE_MS;
    const times = JSON.stringify(demoWorld(now, startedAt)).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times.map(Date.parse).filter((time) => time > now)).toEqual([]);
  }
});
