import { expect, it } from "vitest";
import { DAY_MS } from "@/lib/domain/time/epoch";
import { isRefused, wallPollMs } from "./page-poll-interval";
import { RequestError } from "./request";

const refusal = new RequestError("unauthenticated", "Sign in first.", 401);
const silence = new RequestError("unreachable", "Clusterdeck's server cannot be reached.", null);

it("asks every five seconds while all is well, and again so once the server is back", () => {
  expect(wallPollMs(null, 0, 0.5)).toBe(5_000);
  expect(wallPollMs(null, DAY_MS, 0.9)).toBe(5_000);
});

it("asks a silent server more rarely, and a refusing one once a minute", () => {
  expect(wallPollMs(silence, 300_000, 0.5)).toBe(30_000);
  expect(wallPollMs(refusal, 0, 0.5)).toBe(60_000);
});

it("takes no proxy's error page for a refusal", () => {
  expect(isRefused(new RequestError("bad-response", "The answer did not come from a Clusterdeck server.", 404))).toBe(
    false,
  );
  expect(isRefused(new RequestError("internal", "Clusterdeck could not answer this.", 500))).toBe(false);
  expect(isRefused(silence)).toBe(false);
  expect(isRefused(refusal)).toBe(true);
});
