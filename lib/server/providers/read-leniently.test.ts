import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { readLeniently } from "./read-leniently";

const schema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().min(0).nullish(),
  tags: z.array(z.string().nullish()).nullish(),
  ports: z.array(z.object({ port: z.number(), use: z.string().nullish() })).nullish(),
  disk: z.object({ kind: z.string(), gb: z.number().nullish() }).nullish(),
});
const whole = {
  id: "a",
  name: "one",
  size: 1,
  tags: ["x"],
  ports: [{ port: 22, use: "ssh" }],
  disk: { kind: "ssd", gb: 5 },
};

function leniently(reading: z.ZodType, raw: unknown) {
  const odd: string[] = [];
  return { ...readLeniently(reading, raw, (field) => odd.push(field)), odd };
}

it.each([
  ["nothing", {}, whole, []],
  ["a field of the wrong type", { name: {} }, { ...whole, name: undefined }, ["name"]],
  ["one out of bounds", { size: -1 }, { ...whole, size: undefined }, ["size"]],
  ["a list that is none", { tags: {} }, { ...whole, tags: undefined }, ["tags"]],
  ["elements of a list", { tags: ["x", 7, "y", {}] }, { ...whole, tags: ["x", "y"] }, ["tags"]],
  ["a field in a list", { ports: [{ port: 22, use: 7 }] }, { ...whole, ports: [{ port: 22 }] }, ["ports.use"]],
  [
    "what cannot be without it",
    { ports: [{ port: "x" }, { port: 80 }] },
    { ...whole, ports: [{ port: 80 }] },
    ["ports.port"],
  ],
  ["a group whose heart is missing", { disk: { gb: 5 } }, { ...whole, disk: undefined }, ["disk.kind"]],
  [
    "several at once",
    { name: 7, disk: { kind: "ssd", gb: "5" } },
    { ...whole, name: undefined, disk: { kind: "ssd" } },
    ["name", "disk.gb"],
  ],
])("leaves out %s, and only that", (_, change, value, odd) => {
  expect(leniently(schema, { ...whole, ...change })).toEqual({ ok: true, value, odd });
});

it.each([[null], [7], [[]], [{}], [{ ...whole, id: 7 }], [{ ...whole, id: null }]])(
  "cannot read %j, whose id is missing",
  (raw) => {
    expect(leniently(schema, raw).ok).toBe(false);
  },
);

it("leaves nothing out for a reader who takes no notes", () => {
  expect(readLeniently(schema, { ...whole, name: {} })).toMatchObject({ ok: false, issues: [{ path: ["name"] }] });
});

it("names fields, and no key that may be the provider's own text", () => {
  const records = z.object({ tags: z.record(z.string(), z.string()).nullish() });
  expect(leniently(records, { tags: { "sk-canary secret": 1, a: "b" } })).toEqual({
    ok: true,
    value: { tags: { a: "b" } },
    odd: ["tags.…"],
  });
});

it("changes nothing of what it was given, whatever that is, and always ends", () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...Object.keys(whole)), (value, key) => {
      const raw = { ...whole, [key]: value };
      const before = structuredClone(raw);
      const result = leniently(schema, raw);
      expect(raw).toEqual(before);
      if (key !== "id") expect(result).toMatchObject({ ok: true, value: { id: "a" } });
    }),
  );
});

it("reads a long list of nothing but odd elements, and of thousands only that they are there", () => {
  const ports = (count: number) => Array.from({ length: count }, () => ({ port: "x" }));
  expect(leniently(schema, { ...whole, ports: ports(1_000) })).toMatchObject({
    ok: true,
    value: { id: "a", ports: [] },
    odd: ["ports.port"],
  });
  const { ports: _, ...rest } = whole;
  expect(leniently(schema, { ...whole, ports: ports(20_000) })).toEqual({
    ...leniently(schema, rest),
    odd: ["ports"],
  });
});
