import { expect, it } from "vitest";
import { z } from "zod";
import { createOddFields, leniently } from "./odd-fields";

const sentence = (names: string) => [
  `Acme sent values that Clusterdeck does not understand, so they are left out: ${names}. All else is shown`,
];

it("says once what is odd, wherever it was found, for as long as it is", () => {
  const oddFields = createOddFields("Acme");
  expect(oddFields.warnings()).toEqual([]);
  const note = oddFields.begin("list");
  for (const field of ["tags", "socket", "tags"]) note(field);
  oddFields.begin("details a")("tags");
  expect(oddFields.warnings()).toEqual(sentence("socket, tags"));
  oddFields.begin("list");
  expect(oddFields.warnings()).toEqual(sentence("tags"));
  oddFields.retain((source) => source === "list");
  expect(oddFields.warnings()).toEqual([]);
});

it("counts more than anybody would read", () => {
  const oddFields = createOddFields("Acme");
  const note = oddFields.begin("list");
  for (const letter of "abcdefghijk") note(letter);
  expect(oddFields.warnings()).toEqual(sentence("a, b, c, d, e, f, g, h, 3 other fields"));
});

it("reads an answer that is one thing without what is odd in it, and fails where nothing can be read", () => {
  const noted: string[] = [];
  const item = leniently(z.object({ id: z.string(), size: z.number().nullish() }), (field) => noted.push(field));
  const answer = z.object({ data: item.nullish() });
  expect(answer.parse({ data: { id: "a", size: "big" } })).toEqual({ data: { id: "a" } });
  expect(noted).toEqual(["size"]);
  expect([answer.parse({ data: null }), answer.parse({})]).toEqual([{ data: null }, {}]);
  expect(answer.safeParse({ data: { id: 7 } }).error?.issues[0]?.path).toEqual(["data", "id"]);
  expect(answer.safeParse({ data: 7 }).success).toBe(false);
});
