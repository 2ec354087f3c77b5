import { expect, it } from "vitest";
import { isNight } from "./is-night";

const at = (hour: number, minute = 0) => Date.UTC(2026, 5, 20, hour, minute);

it("covers a night across midnight, from the start of the first hour to the start of the second", () => {
  const times = [at(21, 59), at(22), at(23, 59), at(0), at(6, 59), at(7)];
  const nights = times.map((now) => isNight({ fromHour: 22, toHour: 7 }, now, "UTC"));
  expect(nights).toEqual([false, true, true, true, true, false]);
});

it("covers a night within one day", () => {
  const nights = [0, 1, 4, 5, 23].map((hour) => isNight({ fromHour: 1, toHour: 5 }, at(hour), "UTC"));
  expect(nights).toEqual([false, true, true, false, false]);
});

it("uses the clocks of the screen's zone", () => {
  const night = { fromHour: 22, toHour: 7 };
  expect([isNight(night, at(20), "Europe/Berlin"), isNight(night, at(20), "UTC")]).toEqual([true, false]);
});
