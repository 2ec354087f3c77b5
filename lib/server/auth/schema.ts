import "server-only";
import type { Generated } from "kysely";
import type { Role } from "@/lib/domain/people/role";

/** The tables of people and their sessions, as far as this program reads them itself: better-auth does the rest. */
export type Tables = {
  person: PersonTable;
  session: SessionTable;
  credential: CredentialTable;
  verification: VerificationTable;
  authSecret: { id: number; secret: string };
  setupCode: { hash: string };
};

/** A time as better-auth writes it: ISO 8601 in SQLite, a timestamp in PostgreSQL. */
export type StoredTime = string | Date;

/** A number in SQLite. */
type StoredYesOrNo = number | boolean;

interface PersonTable {
  id: string;
  email: string;
  name: string;
  role: Role;
  emailVerified: StoredYesOrNo;
  /** Epoch milliseconds; `null` for whoever may sign in. */
  disabledAt: number | null;
  /** Grows whenever the browsers the person has signed in with are to count as strangers again. */
  deviceGeneration: Generated<number>;
  createdAt: StoredTime;
  updatedAt: StoredTime;
}

interface SessionTable {
  id: string;
  userId: string;
  token: string;
  createdAt: StoredTime;
  expiresAt: StoredTime;
  ipAddress: string | null;
  userAgent: string | null;
}

/** A way for a person to sign in: a password, or an account at the identity provider. */
interface CredentialTable {
  id: string;
  userId: string;
  providerId: string;
  /** Who the person is to the identity provider. */
  accountId: string;
  /** Its hash, where this is a password. */
  password: string | null;
  createdAt: StoredTime;
  updatedAt: StoredTime;
}

/** A secret that works once: of a link that sets a password, or of a single sign-on that was begun. */
interface VerificationTable {
  id: string;
  /** The secret's hash. */
  identifier: string;
  /** Of a password link, the person's id. */
  value: string;
  createdAt: StoredTime;
  updatedAt: StoredTime;
  expiresAt: StoredTime;
}
