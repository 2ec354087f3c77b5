import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod/mini";
import { checkedJson } from "./send-json";

const schema = z.object({
  name: z.string(),
  note: z.optional(z.string()),
  inner: z.object({ size: z.nullable(z.number()) }),
  items: z.array(z.object({ id: z.string(), points: z.array(z.tuple([z.string(), z.number()])) })),
  tags: z.optional(z.array(z.string())),
});

const values = fc.record(
  {
    name: fc.string(),
    note: fc.string(),
    inner: fc.record({ size: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), secret: fc.string() }),
    items: fc.array(
      fc.record({ id: fc.string(), secret: fc.string(), points: fc.array(fc.tuple(fc.string(), fc.integer())) }),
    ),
    tags: fc.array(fc.string()),
    secret: fc.string(),
  },
  { requiredKeys: ["name", "inner", "items", "secret"] },
);

it("writes in pieces what checking and writing the whole would give", async () => {
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const text = await checkedJson(schema, value);
      expect(text).toBe(JSON.stringify(z.parse(schema, value)));
      expect(text).not.toContain('"secret":');
    }),
  );
});

it("refuses an answer of which any item breaks the contract", async () => {
  const broken = { name: "", inner: { size: 1 }, items: [{ id: "a", points: [] }, { id: "b" }] };
  await expect(checkedJson(schema, Object(broken))).rejects.toThrow();
  await expect(checkedJson(schema, Object({ ...broken, items: null }))).rejects.toThrow();
});
