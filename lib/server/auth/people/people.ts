import "server-only";
import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Role } from "@/lib/domain/people/role";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { conflict, notFound, type Refusal } from "../../refusal";
import type { Dialect } from "../../store/open-database";
import { OIDC, PASSWORD } from "../credential-providers";
import type { Tables } from "../schema";
import type { SessionReader } from "../sessions/session-reader";
import { linkNewIdentity, newIdentities } from "../single-sign-on/new-identities";
import {
  findByPasswordToken,
  insertPassword,
  makePasswordToken,
  type PasswordToken,
  setPasswordByToken,
  timesAt,
} from "./password-links";

export interface ListedPerson {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  /** `null` until the person has set a password. */
  signsInWith: "password" | "single-sign-on" | null;
  createdAt: EpochMs;
  /** When somebody with their address last came with another identity of the provider, which an admin may link; `null` if nobody did. */
  newIdentityAt: EpochMs | null;
}

export interface NewPerson {
  email: string;
  name: string;
  role: Role;
}

export interface People {
  list(): Promise<ListedPerson[]>;
  find(id: string): Promise<ListedPerson>;
  /** Returns the person with the secret of a link that sets their password: both are made, or neither. */
  add(person: NewPerson): Promise<ListedPerson & { link: PasswordToken }>;
  /**
   * Adds the first admin. Throws a 409 if there is already one who can sign in, or if the e-mail address is taken. What
   * `claim` does in the same transaction takes effect if and only if the admin is made.
   */
  addFirstAdmin(
    admin: Omit<NewPerson, "role">,
    passwordHash: string,
    claim?: (transaction: Transaction<Tables>) => Promise<void>,
  ): Promise<void>;
  change(
    id: string,
    change: { role?: Role | undefined; disabled?: boolean | undefined },
  ): Promise<{ before: ListedPerson; after: ListedPerson }>;
  remove(id: string): Promise<void>;
  /** Makes the new identity theirs instead of the old one, and signs them out everywhere. Throws a 409 if there is none. */
  linkNewIdentity(id: string): Promise<ListedPerson>;
  /** Makes the only working secret of its kind for this person, for a link that sets their password. */
  newPasswordToken(id: string): Promise<PasswordToken>;
  /** The person whose password this secret sets; `null` for one that does not work. */
  findByPasswordToken(token: string): Promise<ListedPerson | null>;
  /** Uses the secret up, and signs the person out everywhere. Returns whether it worked. */
  setPasswordByToken(token: string, passwordHash: string): Promise<boolean>;
  /** Whether there is an admin who is able to sign in. */
  hasAdmin(): Promise<boolean>;
}

interface Options {
  db: Kysely<Tables>;
  dialect: Dialect;
  /** Whether people who use an identity provider can currently sign in. */
  hasSingleSignOn: boolean;
  now: () => EpochMs;
  whileRevoking: SessionReader["whileRevoking"];
}

export function createPeople({ db, dialect, hasSingleSignOn, now, whileRevoking }: Options): People {
  const providerIds = hasSingleSignOn ? [PASSWORD, OIDC] : [PASSWORD];
  const people: People = {
    list: () => selectPeople(db, now()).then((rows) => rows.sort((a, b) => a.email.localeCompare(b.email))),

    find: (id) => findPerson(db, id, now()),

    async add(person) {
      const { id, link } = await db.transaction().execute(async (transaction) => {
        const id = await insertPerson(transaction, dialect, person, now());
        return { id, link: await makePasswordToken(transaction, dialect, id, now()) };
      });
      return { ...(await people.find(id)), link };
    },

    async addFirstAdmin(admin, passwordHash, claim) {
      await db.transaction().execute(async (transaction) => {
        await lockPeople(transaction, dialect);
        if (await hasAdmin(transaction, providerIds)) throw hasAdminAlready();
        await claim?.(transaction);
        const id = await insertPerson(transaction, dialect, { ...admin, role: "admin" }, now());
        await insertPassword(transaction, id, passwordHash, now());
      });
    },

    async change(id, { role, disabled }) {
      const changing = () =>
        keepingAnAdmin({ db, dialect, providerIds }, async (transaction) => {
          const before = await findPerson(transaction, id, now());
          if (role !== undefined && before.signsInWith === "single-sign-on") {
            throw conflict("The identity provider sets this person's role at every sign-in.");
          }
          const set = {
            ...(role !== undefined && { role }),
            ...(disabled !== undefined && { disabledAt: disabled ? now() : null }),
          };
          const update = transaction.updateTable("person").set(set).where("id", "=", id);
          await update
            .$if(disabled === true, (one) => one.set((row) => ({ deviceGeneration: row("deviceGeneration", "+", 1) })))
            .execute();
          // Also when they are enabled again: a sign-in that was under way while they were disabled may have left a
          // session.
          if (disabled !== undefined) await transaction.deleteFrom("session").where("userId", "=", id).execute();
          return { before, after: await findPerson(transaction, id, now()) };
        });
      return whileRevoking((person) => person.id === id, changing);
    },

    async remove(id) {
      await people.find(id);
      const removing = () =>
        keepingAnAdmin({ db, dialect, providerIds }, async (transaction) => {
          await transaction.deleteFrom("person").where("id", "=", id).execute();
        });
      await whileRevoking((person) => person.id === id, removing);
    },

    async linkNewIdentity(id) {
      const linking = () =>
        db.transaction().execute(async (transaction) => {
          await findPerson(transaction, id, now());
          if (await linkNewIdentity(transaction, id, now())) return;
          throw conflict(
            "Nobody has come with this person's address and another account in the past week, so there is nothing to link.",
          );
        });
      await whileRevoking((person) => person.id === id, linking);
      return people.find(id);
    },

    newPasswordToken: (id) =>
      db.transaction().execute(async (transaction) => {
        const { signsInWith } = await findPerson(transaction, id, now());
        if (signsInWith === "single-sign-on") throw conflict("This person signs in through the identity provider.");
        return makePasswordToken(transaction, dialect, id, now());
      }),

    async findByPasswordToken(token) {
      const id = await findByPasswordToken(db, token, now());
      const [person] = id === null ? [] : await selectPeople(db, now(), id);
      return person ?? null;
    },

    async setPasswordByToken(token, passwordHash) {
      const id = await findByPasswordToken(db, token, now());
      const setting = () => setPasswordByToken(db, token, passwordHash, now());
      return whileRevoking((person) => person.id === id, setting);
    },

    hasAdmin: () => hasAdmin(db, providerIds),
  };
  return people;
}

async function insertPerson(
  transaction: Transaction<Tables>,
  dialect: Dialect,
  { email, name, role }: NewPerson,
  now: EpochMs,
): Promise<string> {
  const id = randomUUID();
  const person = { id, email: email.toLowerCase(), name, role, disabledAt: null, ...timesAt(now) };
  const added = await transaction
    .insertInto("person")
    .values({ ...person, emailVerified: dialect === "sqlite" ? 0 : false })
    .onConflict((taken) => taken.column("email").doNothing())
    .executeTakeFirst();
  if (!added.numInsertedOrUpdatedRows) throw conflict("There already is a person with this e-mail address.");
  return id;
}

async function findPerson(db: Kysely<Tables>, id: string, now: EpochMs): Promise<ListedPerson> {
  const [person] = await selectPeople(db, now, id);
  if (!person) throw notFound("There is no such person.");
  return person;
}

async function selectPeople(db: Kysely<Tables>, now: EpochMs, id?: string): Promise<ListedPerson[]> {
  const rows = await db
    .selectFrom("person")
    .leftJoin("credential", "credential.userId", "person.id")
    .select(["person.id", "email", "name", "role", "disabledAt", "person.createdAt", "credential.providerId"])
    .$if(id !== undefined, (query) => query.where("person.id", "=", id ?? ""))
    .execute();
  const identities = await newIdentities(db, now);
  return rows.map(({ disabledAt, providerId, createdAt, ...person }) => ({
    ...person,
    disabled: disabledAt !== null,
    signsInWith: providerId === null ? null : providerId === OIDC ? "single-sign-on" : "password",
    createdAt: new Date(createdAt).getTime(),
    newIdentityAt: identities.get(person.id) ?? null,
  }));
}

/**
 * Makes a change unless it would leave no admin who can sign in, even with several servers and changes at the same
 * moment.
 */
async function keepingAnAdmin<Result>(
  { db, dialect, providerIds }: Pick<Options, "db" | "dialect"> & { providerIds: readonly string[] },
  change: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await lockPeople(transaction, dialect);
    const had = await hasAdmin(transaction, providerIds);
    const result = await change(transaction);
    if (had && !(await hasAdmin(transaction, providerIds))) {
      throw conflict(
        "This is the last admin who can sign in. Make somebody else an admin first, and have them sign in once.",
      );
    }
    return result;
  });
}

/** SQLite lets only one transaction write at a time anyway. */
async function lockPeople(transaction: Transaction<Tables>, dialect: Dialect): Promise<void> {
  if (dialect === "postgres") await sql`lock table person in exclusive mode`.execute(transaction);
}

/**
 * Somebody who was invited but has not set a password, or who relies on a provider that no longer exists, cannot
 * administer anything.
 */
async function hasAdmin(db: Kysely<Tables>, providerIds: readonly string[]): Promise<boolean> {
  const admins = db
    .selectFrom("person")
    .innerJoin("credential", "credential.userId", "person.id")
    .select("person.id")
    .where("role", "=", "admin")
    .where("disabledAt", "is", null)
    .where("providerId", "in", providerIds);
  return (await admins.executeTakeFirst()) !== undefined;
}

export function hasAdminAlready(): Refusal {
  return conflict("This installation already has an admin. Sign in.");
}
