import { expect, it } from "vitest";
import { z } from "zod/mini";
import { readJson } from "./read-json";

const schema = z.object({ name: z.string() });
const read = (body: string) => readJson(new Request("http://127.0.0.1/", { method: "POST", body }), schema);

it("reads what the contract describes", async () => {
  expect(await read('{ "name": "a\\\\u0000b", "more": 1 }')).toEqual({ name: "a\\u0000b" });
});

it.each([
  ["no JSON", "{", "The body is not JSON."],
  ["a field that is missing", "{}", "name: Invalid input"],
  ["a NUL, which PostgreSQL cannot keep", '{ "name": "a\\u0000b" }', "The body holds a NUL character."],
])("refuses %s", async (_, body, detail) => {
  await expect(read(body)).rejects.toMatchObject({ code: "bad-request", message: expect.stringContaining(detail) });
});
