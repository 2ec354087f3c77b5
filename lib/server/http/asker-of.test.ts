import { expect, it } from "vitest";
import { ANYBODY, type Person } from "../auth/people/person";
import { askerOf } from "./asker-of";

const ADA: Person = { id: "1", email: "ada@example.com", name: "Ada", role: "viewer", sessionId: "s" };

function keyOf(person: Person, address: string): string {
  const request = new Request("http://localhost/api/costs", { headers: { "x-forwarded-for": address } });
  return askerOf({ person, request }).key;
}

it("counts a person as one asker wherever they are, and without sign-in each address as one", () => {
  expect(keyOf(ADA, "203.0.113.1")).toBe(keyOf(ADA, "203.0.113.2"));
  expect(keyOf(ANYBODY, "203.0.113.1")).toBe(keyOf(ANYBODY, "203.0.113.1"));
  expect(keyOf(ANYBODY, "203.0.113.1")).not.toBe(keyOf(ANYBODY, "203.0.113.2"));
});
