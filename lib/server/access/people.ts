import "server-only";
import { randomBytes, randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import type { EpochMs } from "@/lib/domain/cluster";
import type { Role } from "@/lib/domain/role";
import { HttpProblem, notFound } from "../http/problem";
import type { Dialect } from "../store/open-database";
import { type Auth, PASSWORD_LINK_DAYS } from "./auth";
import type { Tables } from "./schema";
import type { SessionReader } from "./session-reader";
import { OIDC } from "./single-sign-on";

export interface ListedPerson {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  /** `null` until the person has set a password. */
  signsInWith: "password" | "single-sign-on" | null;
  createdAt: EpochMs;
}

export interface NewPerson {
  email: string;
  name: string;
  role: Role;
}

export interface People {
  list(): Promise<ListedPerson[]>;
  find(id: string): Promise<ListedPerson>;
  /** `password` is left out for whoever will set their own, through a link. */
  add(person: NewPerson, password?: string): Promise<ListedPerson>;
  change(
    id: string,
    change: { role?: Role | undefined; disabled?: boolean | undefined },
  ): Promise<{ before: ListedPerson; after: ListedPerson }>;
  remove(id: string): Promise<void>;
  /** The only working secret of its kind for this person, for a link that sets their password. */
  newPasswordToken(id: string): Promise<{ token: string; expiresAt: EpochMs }>;
  /** Whose password such a secret sets; `null` for one that does not work. */
  findByPasswordToken(token: string): Promise<ListedPerson | null>;
  /** Whether there is an admin who has a way to sign in. */
  hasAdmin(): Promise<boolean>;
}

interface Options {
  db: Kysely<Tables>;
  dialect: Dialect;
  auth: Auth;
  /** Whether who signs in through an identity provider can do so at present. */
  hasSingleSignOn: boolean;
  now: () => EpochMs;
  whileRevoking: SessionReader["whileRevoking"];
}

/** What better-auth stores passwords under. */
const PASSWORD = "credential";
const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

export function createPeople({ db, dialect, auth, hasSingleSignOn, now, whileRevoking }: Options): People {
  const waysIn = hasSingleSignOn ? [PASSWORD, OIDC] : [PASSWORD];
  const people: People = {
    list: () => selectPeople(db).then((rows) => rows.sort((a, b) => a.email.localeCompare(b.email))),

    find: (id) => findPerson(db, id),

    async add({ email, name, role }, password) {
      const hash = password === undefined ? null : await (await auth.$context).password.hash(password);
      const id = randomUUID();
      const at = new Date(now()).toISOString();
      const times = { createdAt: at, updatedAt: at };
      await db.transaction().execute(async (transaction) => {
        const person = { id, email: email.toLowerCase(), name, role, disabledAt: null, ...times };
        const added = await transaction
          .insertInto("person")
          .values({ ...person, emailVerified: dialect === "sqlite" ? 0 : false })
          .onConflict((taken) => taken.column("email").doNothing())
          .executeTakeFirst();
        if (!added.numInsertedOrUpdatedRows) throw conflict("There is a person with this e-mail address already.");
        if (hash === null) return;
        const credential = { userId: id, accountId: id, providerId: PASSWORD, password: hash, ...times };
        await transaction
          .insertInto("credential")
          .values({ id: randomUUID(), ...credential })
          .execute();
      });
      return people.find(id);
    },

    async change(id, { role, disabled }) {
      const changing = () =>
        keepingAnAdmin({ db, dialect, waysIn }, async (transaction) => {
          const before = await findPerson(transaction, id);
          if (role !== undefined && before.signsInWith === "single-sign-on") {
            throw conflict("This person's role is given by the identity provider, at every sign-in.");
          }
          const set = {
            ...(role !== undefined && { role }),
            ...(disabled !== undefined && { disabledAt: disabled ? now() : null }),
          };
          await transaction.updateTable("person").set(set).where("id", "=", id).execute();
          if (disabled) await transaction.deleteFrom("session").where("userId", "=", id).execute();
          return { before, after: await findPerson(transaction, id) };
        });
      return whileRevoking((person) => person.id === id, changing);
    },

    async remove(id) {
      await people.find(id);
      const removing = () =>
        keepingAnAdmin({ db, dialect, waysIn }, async (transaction) => {
          await transaction.deleteFrom("person").where("id", "=", id).execute();
        });
      await whileRevoking((person) => person.id === id, removing);
    },

    async newPasswordToken(id) {
      const { signsInWith } = await people.find(id);
      if (signsInWith === "single-sign-on") throw conflict("This person signs in through the identity provider.");
      const { internalAdapter } = await auth.$context;
      const token = randomBytes(TOKEN_BYTES).toString("base64url");
      const expiresAt = now() + PASSWORD_LINK_DAYS * DAY_MS;
      await db.deleteFrom("verification").where("value", "=", id).execute();
      const identifier = identifierOf(token);
      await internalAdapter.createVerificationValue({ identifier, value: id, expiresAt: new Date(expiresAt) });
      return { token, expiresAt };
    },

    async findByPasswordToken(token) {
      const { internalAdapter } = await auth.$context;
      const verification = await internalAdapter.findVerificationValue(identifierOf(token));
      const [person] = verification ? await selectPeople(db, verification.value) : [];
      return person ?? null;
    },

    hasAdmin: () => hasAdmin(db, waysIn),
  };
  return people;
}

/** What better-auth's own reset of a forgotten password looks for. */
function identifierOf(token: string): string {
  return `reset-password:${token}`;
}

async function findPerson(db: Kysely<Tables>, id: string): Promise<ListedPerson> {
  const [person] = await selectPeople(db, id);
  if (!person) throw notFound("There is no such person.");
  return person;
}

async function selectPeople(db: Kysely<Tables>, id?: string): Promise<ListedPerson[]> {
  const rows = await db
    .selectFrom("person")
    .leftJoin("credential", "credential.userId", "person.id")
    .select(["person.id", "email", "name", "role", "disabledAt", "person.createdAt", "credential.providerId"])
    .$if(id !== undefined, (query) => query.where("person.id", "=", id ?? ""))
    .execute();
  return rows.map(({ disabledAt, providerId, createdAt, ...person }) => ({
    ...person,
    disabled: disabledAt !== null,
    signsInWith: providerId === null ? null : providerId === OIDC ? "single-sign-on" : "password",
    createdAt: new Date(createdAt).getTime(),
  }));
}

/** Makes a change unless it would leave nobody who can administer; also with several servers and changes at one moment. */
async function keepingAnAdmin<Result>(
  { db, dialect, waysIn }: Pick<Options, "db" | "dialect"> & { waysIn: readonly string[] },
  change: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    if (dialect === "postgres") await sql`lock table person in exclusive mode`.execute(transaction);
    const had = await hasAdmin(transaction, waysIn);
    const result = await change(transaction);
    if (had && !(await hasAdmin(transaction, waysIn))) {
      throw conflict(
        "This is the last admin who can sign in. Make somebody else one first, and have them sign in once.",
      );
    }
    return result;
  });
}

/** Whoever was invited and has set no password, or can only come through a provider that is no more, administers nothing. */
async function hasAdmin(db: Kysely<Tables>, waysIn: readonly string[]): Promise<boolean> {
  const admins = db
    .selectFrom("person")
    .innerJoin("credential", "credential.userId", "person.id")
    .select("person.id")
    .where("role", "=", "admin")
    .where("disabledAt", "is", null)
    .where("providerId", "in", waysIn);
  return (await admins.executeTakeFirst()) !== undefined;
}

function conflict(detail: string): HttpProblem {
  return new HttpProblem(409, { code: "conflict", detail });
}
