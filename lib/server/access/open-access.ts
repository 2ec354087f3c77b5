import "server-only";
import { ANYBODY, type Person } from "./person";

/** Who is let in. */
export interface Access {
  /** Whether people must sign in. Where not, whoever reaches the server is `ANYBODY`. */
  asksForSignIn: boolean;
  identify(headers: Headers): Promise<Person | null>;
}

export async function openAccess(): Promise<Access> {
  return { asksForSignIn: false, identify: async () => ANYBODY };
}
