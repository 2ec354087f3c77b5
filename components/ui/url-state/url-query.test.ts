import fc from "fast-check";
import { expect, it } from "vitest";
import { changeQuery, readQuery, writeChanges } from "./url-query";
import { decimal, flag, integer, listOf, oneOf, orElse, text } from "./url-words";

const view = {
  q: orElse(text, ""),
  status: orElse(listOf(oneOf(["down", "degraded"])), []),
  tag: orElse(listOf(text), []),
  reverse: orElse(flag, false),
  dwell: orElse(integer, 30),
  scale: decimal,
};

const read = (query: string) => {
  const search = new URLSearchParams(query);
  return readQuery(view, (name) => search.get(name));
};
const nothing = { q: "", status: [], tag: [], reverse: false, dwell: 30, scale: null };

it("reads what a link says, and takes what it does not know as not said", () => {
  expect(read("?q=a+b&status=down,degraded&reverse=true&dwell=40&scale=1.5")).toEqual({
    ...{ q: "a b", status: ["down", "degraded"], tag: [], reverse: true, dwell: 40, scale: 1.5 },
  });
  expect(read("")).toEqual(nothing);
  expect(read("?status=toString,down,,__proto__&dwell=soon&scale=&reverse=perhaps&constructor=1&%")).toEqual({
    ...nothing,
    status: ["down"],
  });
});

it("writes what is not as usual, leaves the rest out, and keeps what belongs to others", () => {
  const change = (query: string, changes: Parameters<typeof writeChanges<typeof view>>[1]) =>
    changeQuery(query, writeChanges(view, changes));
  expect(change("?other=1&q=old", { q: "new", tag: ["a,b", "c/d:e"] })).toBe("?other=1&q=new&tag=a%252Cb,c/d:e");
  expect(change("?q=old&dwell=40&reverse=true", { q: null, dwell: 30, reverse: false })).toBe("");
});

it("reads back whatever it has written, also what no URL may hold", () => {
  const words = fc.record({ q: fc.string({ unit: "binary" }), tag: fc.array(fc.string({ minLength: 1 })) });
  fc.assert(
    fc.property(words, (said) => {
      fc.pre(!said.tag.some((tag) => tag.includes("%2C")));
      expect(read(changeQuery("", writeChanges(view, said)))).toEqual({ ...nothing, ...said });
    }),
  );
  expect(read(changeQuery("", writeChanges(view, { q: "\ud83d" }))).q).toBe("\ufffd");
});
