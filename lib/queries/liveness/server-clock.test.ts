import { describe, expect, test } from "vitest";
import { HOUR_MS } from "@/lib/domain/time/epoch";
import { createServerClock } from "./server-clock";

function clockAt({ monotonic, wall }: { monotonic: number; wall: number }) {
  const times = { monotonic, wall };
  return {
    times,
    clock: createServerClock(
      () => times.monotonic,
      () => times.wall,
    ),
  };
}

describe("the server's clock", () => {
  test("is the browser's own clock until the server has answered", () => {
    const { clock } = clockAt({ monotonic: 5, wall: 1_000 });
    expect(clock.now()).toBe(1_000);
    expect(clock.lastAnswerAt()).toBeNull();
  });

  test("starts at what the server said, however wrong the browser's clock is", () => {
    const { clock, times } = clockAt({ monotonic: 0, wall: 1_000 });
    clock.receive(900_000);
    times.monotonic += 250;
    times.wall += 250;
    expect(clock.now()).toBe(900_250);
    expect(clock.lastAnswerAt()).toBe(900_000);
  });

  test("includes the time that a machine slept, although its monotonic clock stood still", () => {
    const { clock, times } = clockAt({ monotonic: 0, wall: 1_000 });
    clock.receive(900_000);
    times.wall += HOUR_MS;
    expect(clock.now()).toBe(900_000 + HOUR_MS);
  });

  test("goes on when the browser's clock is set back an hour", () => {
    const { clock, times } = clockAt({ monotonic: 0, wall: 5_000_000 });
    clock.receive(900_000);
    times.monotonic += 30_000;
    times.wall -= HOUR_MS;
    expect(clock.now()).toBe(930_000);
  });
});
