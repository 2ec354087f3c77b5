import { expect, it } from "vitest";
import { createSeldomLog } from "./seldom-log";

it("logs a repeated failure once a minute, with how often it was left out", () => {
  const written: object[] = [];
  let now = 0;
  const note = createSeldomLog("It fails", { write: (entry) => written.push(entry), now: () => now });
  const error = new Error("away");
  for (let number = 0; number < 1_000; number += 1) note(error);
  expect(written).toEqual([{ err: error }]);
  now = 60_000;
  note(error);
  expect(written).toEqual([{ err: error }, { err: error, alsoBefore: 999 }]);
});
