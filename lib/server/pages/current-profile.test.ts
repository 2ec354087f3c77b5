import { expect, it } from "vitest";
import { ANYBODY, type Person } from "../auth/people/person";
import { profileOf } from "./current-profile";

const person: Person = { id: "1", email: "ada@example.org", name: "Ada", role: "viewer", sessionId: "s" };

it("renders the page frame for somebody who is known, even while the store does not answer", async () => {
  const find = () => Promise.reject(new Error("database is locked"));
  const profile = { name: "Ada", email: "ada@example.org", role: "viewer" };
  expect(await profileOf(person, { find })).toEqual({ ...profile, isSignedIn: true, hasPassword: false });
  expect(await profileOf(ANYBODY, { find })).toMatchObject({ isSignedIn: false });
});
