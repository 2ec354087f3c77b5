import "server-only";
import type { Role } from "@/lib/domain/people/role";
import type { People } from "../auth/people/people";
import type { Person } from "../auth/people/person";
import { log } from "../log";
import { currentPerson, startedApplication } from "./page-person";

interface Profile {
  name: string;
  email: string;
  role: Role;
  isSignedIn: boolean;
  hasPassword: boolean;
}

/** What the page frame says about the person looking at it; `null` if they are not signed in. */
export async function currentProfile(): Promise<Profile | null> {
  const person = await currentPerson();
  // Looked up only where it is needed: with sign-in off, pages are shown even while the store is not open.
  const people = { find: async (id: string) => startedApplication().auth.people.find(id) };
  return person && profileOf(person, people);
}

/** Never fails, because people may go on looking while the database does not answer, and need the page frame for it. */
export async function profileOf(person: Person, people: Pick<People, "find">): Promise<Profile> {
  const { id, name, email, role, sessionId } = person;
  if (sessionId === null) return { name, email, role, isSignedIn: false, hasPassword: false };
  const found = await people.find(id).catch((error: unknown) => {
    log().warn({ err: error }, "How somebody signs in could not be read");
    return null;
  });
  return { name, email, role, isSignedIn: true, hasPassword: found?.signsInWith === "password" };
}
