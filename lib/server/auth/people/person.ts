import "server-only";
import type { Role } from "@/lib/domain/people/role";

/** Somebody who may come in. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** `null` if sign-in is off, so that nobody has a session. */
  sessionId: string | null;
  /**
   * Set while the database does not answer: a person who was recognised a moment ago may look, and has no other rights
   * meanwhile.
   */
  isFromCache?: true;
}

/** Everybody who reaches a server with sign-in off. */
export const ANYBODY: Person = {
  id: "anybody",
  email: "anybody",
  name: "Anybody on this machine",
  role: "admin",
  sessionId: null,
};
