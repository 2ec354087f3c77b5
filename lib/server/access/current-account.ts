import "server-only";
import type { Role } from "@/lib/domain/role";
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
  if (person === null) return null;
  const { id, name, email, role, sessionId } = person;
  if (sessionId === null) return { name, email, role, isSignedIn: false, hasPassword: false };
  const { signsInWith } = await startedApplication().access.people.find(id);
  return { name, email, role, isSignedIn: true, hasPassword: signsInWith === "password" };
}
