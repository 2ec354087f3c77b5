import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairedPath } from "./repaired-path";

describe("repairedPath", () => {
  it.each([
    ["/api/clusters/a%2Fb?q=%", "/api/clusters/a%2Fb?q=%"],
    ["/api/clusters/%", "/api/clusters/%25"],
    ["/s/%ff/clusters/a%2Fb?q=1#%", "/s/%25ff/clusters/a%2Fb?q=1#%"],
    ["*", "/*"],
    ["http://example.org/a%?b=%", "/a%25?b=%"],
    ["mailto:a", "/a"],
    ["/%e0%a4%a/x", "/%25e0%25a4%25a/x"],
  ])("makes %s %s", (url, repaired) => {
    expect(repairedPath(url)).toBe(repaired);
  });

  it("leaves alone what can be decoded, and repairs the rest", () => {
    fc.assert(
      fc.property(
        fc.webPath().filter((path) => path !== ""),
        fc.stringMatching(/^[%/a-f0-9]*$/),
        (path, rest) => {
          expect(repairedPath(path)).toBe(path);
          expect(() => decodeURIComponent(repairedPath(path + rest))).not.toThrow();
        },
      ),
    );
  });
});
