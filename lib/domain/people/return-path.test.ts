import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loginPath, returnPath } from "./return-path";

describe("returnPath", () => {
  it.each(["/", "/?view=table", "/clusters/shadeform~a%2Fb?x=1#nodes", "/costs?from=2026-11-01&q=%C3%A9"])(
    "leads back to %s",
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  it.each([
    null,
    undefined,
    "",
    "costs",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "/login?next=/",
    "/setup",
    "/set-password",
    "/api/clusters",
  ])("leads to the first page instead of %j", (next) => {
    expect(returnPath(next)).toBe("/");
  });

  it("never leads to another site, whatever is asked for", () => {
    const next = fc.stringMatching(/^\/[\\/.@:?#%a-z\t]*$/);
    fc.assert(
      fc.property(fc.oneof(next, fc.string()), (asked) => {
        expect(new URL(returnPath(asked), "https://clusters.example.org").host).toBe("clusters.example.org");
      }),
    );
  });
});

describe("loginPath", () => {
  it("remembers where somebody wanted to go", () => {
    expect(loginPath("/clusters/a?b=c&d=e")).toBe("/login?next=%2Fclusters%2Fa%3Fb%3Dc%26d%3De");
    expect(loginPath("/")).toBe("/login");
  });
});
