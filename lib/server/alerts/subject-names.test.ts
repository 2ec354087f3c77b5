import { expect, it } from "vitest";
import { accountSubject, clusterSubject } from "@/lib/domain/alerts/conditions/subjects";
import { namesOf } from "./subject-names";

it("goes on naming an account that has left the fleet, to those who may know names", () => {
  const things = {
    ...{ accounts: [], clusterNumber: () => null, channelLabel: () => null },
    accountLabel: (id: string) => (id === "old" ? "Research" : null),
  };
  expect(namesOf(clusterSubject("old", "old~c1"), "train", things)).toEqual({
    real: { label: "train", place: "Research" },
    alias: { label: "A cluster at a provider", place: "An account" },
  });
  expect(namesOf(accountSubject("gone"), null, things).real).toEqual({ label: "gone", place: "gone" });
});
