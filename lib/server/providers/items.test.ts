import { expect, it } from "vitest";
import { z } from "zod";
import { describeIssues, parseItems, readStringProperty } from "./items";

const schema = z.object({
  id: z.string(),
  nodes: z.array(z.object({ port: z.number() })),
  tags: z.record(z.string(), z.string()).optional(),
});
const good = { id: "good", nodes: [] };
const readId = (item: unknown) => readStringProperty(item, "id");

it("keeps the good items of a list and names the bad ones", () => {
  const list = [good, { id: "bad", nodes: [{ port: "canary" }] }, null, { nodes: [] }];
  expect(parseItems(list, schema, readId)).toEqual({
    items: [good],
    unreadable: [
      { id: "bad", problem: "unexpected nodes.0.port" },
      { id: null, problem: "unexpected the whole item" },
      { id: null, problem: "unexpected id" },
    ],
  });
});

it("keeps an item without a field that is odd and may be missing, for a reader who notes its name", () => {
  const odd: string[] = [];
  const bad = { ...good, tags: 7 };
  expect(parseItems([bad, good], schema, readId, (field) => odd.push(field))).toEqual({
    items: [good, good],
    unreadable: [],
  });
  expect(odd).toEqual(["tags"]);
  expect(parseItems([bad, good], schema, readId).unreadable).toEqual([{ id: "good", problem: "unexpected tags" }]);
});

it("repeats no value, and no key that may be the provider's own text", () => {
  const { unreadable } = parseItems([{ ...good, tags: { "sk-canary secret": 1 } }], schema, readId);
  expect(unreadable).toEqual([{ id: "good", problem: "unexpected tags.…" }]);
});

it("names at most three fields, each once", () => {
  const issues = ["a", "a", "b", "c", "d"].map((field) => ({ path: [field] }));
  expect(describeIssues(issues)).toBe("unexpected a, b, c");
});

it("finds an id that is a number", () => {
  expect(readStringProperty({ id: 7 }, "id")).toBe("7");
});

it.each([undefined, null, "text", 7, [], {}, { id: 1.5 }, { id: "" }, { id: "x".repeat(201) }])(
  "finds no id in %j",
  (item) => {
    expect(readStringProperty(item, "id")).toBeNull();
  },
);
