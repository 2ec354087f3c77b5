import { expect, it } from "vitest";
import { networkErrorCode } from "./network-code";

it("finds the code in fetch's cause or in the error itself, and takes only text for one", () => {
  const socketError = Object.assign(new Error("read"), { code: "ECONNRESET" });
  expect(networkErrorCode(new TypeError("fetch failed", { cause: socketError }))).toBe("ECONNRESET");
  expect(networkErrorCode(socketError)).toBe("ECONNRESET");
  expect(networkErrorCode(new DOMException("aborted", "AbortError"))).toBe("");
  expect(networkErrorCode("thrown text")).toBe("");
});
