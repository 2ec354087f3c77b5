import { describe, expect, it } from "vitest";
import { LISTED_ROUTES } from "../openapi/all-routes";
import { createMatcher, DIRECT_ROUTES } from "./direct-routes";

const find = createMatcher(DIRECT_ROUTES);

describe("what is answered without Next", () => {
  it.each(DIRECT_ROUTES.map((route) => [route.path, route] as const))(
    "is found at its own address: %s",
    (path, route) => {
      const match = find(path.replaceAll(/\{\w+\}/g, "a%2Fb"));
      expect(match?.route).toBe(route);
      for (const value of Object.values(match?.params ?? {})) expect(value).toBe("a%2Fb");
    },
  );

  it("takes no address that is another call's", () => {
    const others = LISTED_ROUTES.filter((route) => !DIRECT_ROUTES.includes(route)).map(({ path }) => path);
    expect(others.length).toBeGreaterThan(20);
    const own = new Set(DIRECT_ROUTES.map(({ path }) => path));
    expect(others.filter((path) => !own.has(path) && find(path) !== null)).toEqual([]);
  });

  it("leaves to Next every address that it would redirect or does not know", () => {
    const strange = [
      "/api/clusters/",
      "/api//clusters",
      "//api/clusters",
      "/api/Clusters",
      "/api/clusters/a/",
      "",
      "/",
    ];
    expect(strange.filter((path) => find(path) !== null)).toEqual([]);
  });
});
