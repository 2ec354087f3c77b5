import { describe, expect, it } from "vitest";
import { parseNight } from "./night";

describe("parseNight", () => {
  it.each([
    ["22-7", { fromHour: 22, toHour: 7 }],
    ["0-6", { fromHour: 0, toHour: 6 }],
    ["1-23", { fromHour: 1, toHour: 23 }],
  ])("reads %s", (text, night) => expect(parseNight(text)).toEqual(night));

  it.each(["", "22", "22-24", "-1-7", "7-7", "22-7-8", "a-b", "22-7.5", "022-7"])(
    "does not read %j as a night",
    (text) => {
      expect(parseNight(text)).toBeNull();
    },
  );
});
