import { expect, it } from "vitest";
import { noteServerBuild } from "@/lib/queries/liveness/server-build";
import { RequestError } from "@/lib/queries/request";
import { isServerThere } from "./is-server-there";

const unreadable = new RequestError("bad-response", "The answer did not come from a Clusterdeck server.", 200);
const broken = new RequestError("internal", "Clusterdeck could not answer this. Its log says more.", 500);

it("lets a wall reload for a build whose answers it cannot read, and for nothing else that fails", () => {
  const build = "one";
  expect(isServerThere({ error: unreadable, silentSince: 1, build })).toBe(false);
  noteServerBuild("one");
  expect(isServerThere({ error: null, silentSince: null, build })).toBe(true);
  expect(isServerThere({ error: unreadable, silentSince: 1, build })).toBe(false);
  noteServerBuild("two");
  expect(isServerThere({ error: unreadable, silentSince: 1, build })).toBe(true);
  expect(isServerThere({ error: broken, silentSince: null, build })).toBe(false);
  expect(isServerThere({ error: null, silentSince: 1, build })).toBe(false);
});
