import { expect, it } from "vitest";
import { RequestError } from "@/lib/queries/request";
import { isServerThere } from "./is-server-there";

const unreadable = new RequestError("bad-response", "The answer did not come from a Clusterdeck server.", 200);
const broken = new RequestError("internal", "Clusterdeck could not answer this. Its log says more.", 500);

it("lets a wall reload for a build whose answers it cannot read, and for nothing else that fails", () => {
  const isThere = (error: Error | null, silentSince: number | null, serverBuild: string | null) =>
    isServerThere({ error, silentSince, build: "one", serverBuild });
  expect(isThere(null, null, "one")).toBe(true);
  expect(isThere(unreadable, 1, "two")).toBe(true);
  for (const serverBuild of ["one", null]) expect(isThere(unreadable, 1, serverBuild)).toBe(false);
  expect(isThere(broken, null, "two")).toBe(false);
  expect(isThere(null, 1, "two")).toBe(false);
});
