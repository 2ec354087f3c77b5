import { expect, it } from "vitest";
import { exampleLink } from "@/lib/testing/example-links";
import { clusterAliasOf } from "./alias";
import { createShownClusters } from "./shown-clusters";

function shownOf(shown: string[]) {
  let reads = 0;
  const numberClusters = async () => {
    reads += 1;
    return new Map(shown.map((id, index) => [id, index + 1]));
  };
  return { ...createShownClusters({ numberClusters }), reads: () => reads };
}

it("looks through everything that a link ever showed once, and after that only at what it has shown since", async () => {
  const shown = ["shade~a", "shade~b"];
  const { require, reads } = shownOf(shown);
  const link = exampleLink();
  for (const id of ["shade~a", "shade~b", "shade~a"]) {
    expect(await require(link, clusterAliasOf(link.aliasKey, id))).toBe(id);
  }
  expect(reads()).toBe(1);
  shown.push("shade~c");
  expect(await require(link, clusterAliasOf(link.aliasKey, "shade~c"))).toBe("shade~c");
  expect(reads()).toBe(2);
});

it("finds nothing by another link's alias, by an id, or that the link did not show", async () => {
  const { require } = shownOf(["shade~a"]);
  const [link, other] = [exampleLink(), exampleLink({}, "other")];
  expect(await require(other, clusterAliasOf(other.aliasKey, "shade~a"))).toBe("shade~a");
  const strange = [clusterAliasOf(other.aliasKey, "shade~a"), "shade~a", clusterAliasOf(link.aliasKey, "shade~b")];
  for (const alias of strange) await expect(require(link, alias)).rejects.toMatchObject({ code: "not-found" });
});
