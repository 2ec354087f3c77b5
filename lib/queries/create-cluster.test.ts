import { expect, it } from "vitest";
import { mayExist } from "./create-cluster";
import { RequestError } from "./request";

it("takes a cluster for possible when the server says so, or cannot say", () => {
  expect(mayExist(new RequestError("no-answer", "It may exist.", 504, { mayExist: true }))).toBe(true);
  expect(mayExist(new RequestError("timeout", "No answer.", null))).toBe(true);
  expect(mayExist(new RequestError("bad-response", "A proxy's page.", 502))).toBe(true);
  expect(mayExist(new RequestError("internal", "A fault.", 500))).toBe(true);
  expect(mayExist(new TypeError("a fault of the page"))).toBe(true);
});

it("believes a refusal", () => {
  const refusals: [string, number][] = [
    ["bad-request", 400],
    ["unauthenticated", 401],
    ["forbidden", 403],
    ["exists", 409],
    ["rate-limited", 429],
    ["not-supported", 501],
    ["auth", 502],
    ["starting", 503],
  ];
  expect(mayExist(new RequestError("bad-response", "Nothing was sent.", 502, { mayExist: false }))).toBe(false);
  for (const [code, status] of refusals) expect(mayExist(new RequestError(code, "No.", status))).toBe(false);
});
