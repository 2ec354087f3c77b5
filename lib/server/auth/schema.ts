import "server-only";
import type { Generated } from "kysely";
import type { Role } from "@/lib/domain/people/role";

/** The tables of people and their sessions, as far as this program reads them itself. better-auth handles the rest. */
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
  /** Epoch milliseconds; `null` for people who may sign in. */
  disabledAt: number | null;
  /** Incremented whenever the browsers that the person has signed in with must count as unknown again. */
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
  /** The person's id at the identity provider. */
  accountId: string;
  /** The password's hash, if this is a password. */
  password: string | null;
  createdAt: StoredTime;
  updatedAt: StoredTime;
}

/** A secret that works once: for a link that sets a password, or for a single sign-on in progress. */
interface VerificationTable {
  id: string;
  /** The secret's hash. */
  identifier: string;
  /** The person's id, if this is a password link. */
  value: string;
  createdAt: StoredTime;
  updatedAt: StoredTime;
  expiresAt: StoredTime;
}
