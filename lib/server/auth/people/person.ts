import "server-only";
import type { Role } from "@/lib/domain/people/role";

/** Somebody who is let in. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** `null` where no sign-in is asked for, so that nobody has a session. */
  sessionId: string | null;
  /** Set while the database does not answer: whoever was known a moment ago may look, and has no other role meanwhile. */
  isFromCache?: true;
}

/** Whoever reaches a server that asks nobody to sign in. */
export const ANYBODY: Person = {
  id: "anybody",
  email: "anybody",
  name: "Anybody on this machine",
  role: "admin",
  sessionId: null,
};
