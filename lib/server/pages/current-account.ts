import "server-only";
import type { Role } from "@/lib/domain/people/role";
import type { People } from "../auth/people/people";
import type { Person } from "../auth/people/person";
import { log } from "../log";
import { currentPerson, startedApplication } from "./page-person";

interface Account {
  name: string;
  email: string;
  role: Role;
  isSignedIn: boolean;
  hasPassword: boolean;
}

/** What the pages' frame says of whoever looks at them; `null` for whoever is not signed in. */
export async function currentAccount(): Promise<Account | null> {
  const person = await currentPerson();
  // Asked for only where it is needed: without sign-in, pages are shown also while the store is not open.
  const people = { find: async (id: string) => startedApplication().access.people.find(id) };
  return person && accountOf(person, people);
}

/** Never fails: whoever may go on looking while the database does not answer needs their pages' frame for it. */
export async function accountOf(person: Person, people: Pick<People, "find">): Promise<Account> {
  const { id, name, email, role, sessionId } = person;
  if (sessionId === null) return { name, email, role, isSignedIn: false, hasPassword: false };
  const found = await people.find(id).catch((error: unknown) => {
    log().warn({ err: error }, "How somebody signs in could not be read");
    return null;
  });
  return { name, email, role, isSignedIn: true, hasPassword: found?.signsInWith === "password" };
}
