import fc from "fast-check";
import { expect, it } from "vitest";
import { EMPTY_DRAFT, parseDraft } from "./draft";

it("gives back what was kept", () => {
  const draft = {
    accountId: "fireworks",
    variant: "fakeCluster",
    values: { clusterId: "train-eu", "eksCluster.region": "eu-central-1" },
    unansweredSince: 1_000,
  };
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
});

it("stays with the account of a draft that was begun in version 0.1, until another is chosen", () => {
  expect(parseDraft('{"connectionId":"team-a"}').accountId).toBe("team-a");
  expect(parseDraft('{"connectionId":"team-a","accountId":"team-b"}').accountId).toBe("team-b");
  expect(parseDraft('{"connectionId":"team-a","accountId":null}').accountId).toBeNull();
  expect(parseDraft('{"connectionId":7}').accountId).toBeNull();
});

it("makes a draft of whatever else is found in its place", () => {
  for (const text of [null, "", "{", "null", "[]", "7"]) expect(parseDraft(text)).toEqual(EMPTY_DRAFT);
  expect(parseDraft('{"values":{"clusterId":7,"displayName":["x"],"__proto__":{"clusterId":"x"}}}')).toEqual(
    EMPTY_DRAFT,
  );
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(Object.keys(parseDraft(text))).toEqual(Object.keys(EMPTY_DRAFT));
    }),
  );
});
