import { expect, it } from "vitest";
import { ANYBODY, type Person } from "../auth/people/person";
import { askerOf } from "./asker-of";

const ADA: Person = { id: "1", email: "ada@example.com", name: "Ada", role: "viewer", sessionId: "s" };

function keyOf(person: Person, address: string): string {
  const request = new Request("http://localhost/api/costs", { headers: { "x-forwarded-for": address } });
  return askerOf({ person, request }).key;
}

it("takes a person for one wherever they are, and people who do not sign in for one at each address", () => {
  expect(keyOf(ADA, "203.0.113.1")).toBe(keyOf(ADA, "203.0.113.2"));
  expect(keyOf(ANYBODY, "203.0.113.1")).toBe(keyOf(ANYBODY, "203.0.113.1"));
  expect(keyOf(ANYBODY, "203.0.113.1")).not.toBe(keyOf(ANYBODY, "203.0.113.2"));
});
