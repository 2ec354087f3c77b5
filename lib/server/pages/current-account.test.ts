import { expect, it } from "vitest";
import { ANYBODY, type Person } from "../auth/people/person";
import { accountOf } from "./current-account";

const person: Person = { id: "1", email: "ada@example.org", name: "Ada", role: "viewer", sessionId: "s" };

it("frames the pages of somebody who is known also while the store does not answer", async () => {
  const find = () => Promise.reject(new Error("database is locked"));
  const account = { name: "Ada", email: "ada@example.org", role: "viewer" };
  expect(await accountOf(person, { find })).toEqual({ ...account, isSignedIn: true, hasPassword: false });
  expect(await accountOf(ANYBODY, { find })).toMatchObject({ isSignedIn: false });
});
