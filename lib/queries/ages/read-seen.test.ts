import { describe, expect, it } from "vitest";
import { MONTH_HEADER, SEEN_HEADER } from "@/lib/contract/fleet-seen";
import { readSeen } from "./read-seen";

const month = { usdMicros: 7, errorUsdMicros: 1, unpricedClusterHours: 0.5, observedShare: 1, asOf: "2026-11-20" };
const accounts = { acme: [1, 2, null, null], "new-one": [null, 2, 3, 4] };

const read = (seen: string, monthSeen = JSON.stringify(month)) =>
  readSeen(new Headers({ [SEEN_HEADER]: seen, [MONTH_HEADER]: monthSeen }));

describe("what the headers of an answer say", () => {
  it("is read as the server wrote it", () => {
    expect(read(JSON.stringify(accounts))).toEqual({ accounts, month });
    expect(read("{}")).toEqual({ accounts: {}, month });
  });

  it("is nothing if there are none", () => {
    expect(readSeen(new Headers())).toEqual({ accounts: null, month: null });
  });

  it.each([
    ["cut off", '{"acme":[1,2'],
    ["a list", "[]"],
    ["null", "null"],
    ["text", '"soon"'],
    ["stamps that are too few", '{"acme":[1,2,3]}'],
    ["stamps that are too many", '{"acme":[1,2,3,4,5]}'],
    ["stamps that are no numbers", '{"acme":["1",2,3,4]}'],
    ["stamps beyond all time", '{"acme":[1e999,2,3,4]}'],
    ["an account without stamps", '{"acme":null}'],
    ["two headers that something joined", '{"acme":[1,2,3,4]}, {"acme":[1,2,3,4]}'],
  ])("is nothing if it is %s", (_, text) => {
    expect(read(text)).toEqual({ accounts: null, month });
  });

  it.each([
    ["without its amount", { ...month, usdMicros: undefined }],
    ["with an amount that is none", { ...month, usdMicros: "7" }],
    ["with a moment that is none", { ...month, asOf: 7 }],
  ])("has no month if that comes %s", (_, odd) => {
    expect(read(JSON.stringify(accounts), JSON.stringify(odd))).toEqual({ accounts, month: null });
  });
});
