import "server-only";
import { randomBytes } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import type { EpochMs } from "@/lib/domain/cluster";
import type { Role } from "@/lib/domain/role";
import { HttpProblem, notFound } from "../http/problem";
import type { Dialect } from "../store/open-database";
import { type Auth, PASSWORD_LINK_DAYS } from "./auth";
import type { Tables } from "./schema";
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
  hasAdmin(): Promise<boolean>;
}

interface Options {
  db: Kysely<Tables>;
  dialect: Dialect;
  auth: Auth;
  now: () => EpochMs;
  /** Called when somebody's rights or sessions may have changed. */
  onChange: () => void;
}

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;

export function createPeople({ db, dialect, auth, now, onChange }: Options): People {
  const people: People = {
    list: () => selectPeople(db).then((rows) => rows.sort((a, b) => a.email.localeCompare(b.email))),

    find: (id) => findPerson(db, id),

    async add({ email, name, role }, password) {
      const context = await auth.$context;
      const address = email.toLowerCase();
      if (await context.internalAdapter.findUserByEmail(address)) {
        throw conflict("There is a person with this e-mail address already.");
      }
      const { id } = await context.internalAdapter.createUser(
        { email: address, name, role, emailVerified: false },
        { method: "admin" },
      );
      if (password !== undefined) {
        await context.internalAdapter.createAccount({
          userId: id,
          accountId: id,
          providerId: "credential",
          password: await context.password.hash(password),
        });
      }
      return people.find(id);
    },

    async change(id, { role, disabled }) {
      const change = await keepingAnAdmin(db, dialect, async (transaction) => {
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
      onChange();
      return change;
    },

    async remove(id) {
      await people.find(id);
      await keepingAnAdmin(db, dialect, async (transaction) => {
        await transaction.deleteFrom("person").where("id", "=", id).execute();
      });
      onChange();
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

    hasAdmin: () => hasAdmin(db),
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
  db: Kysely<Tables>,
  dialect: Dialect,
  change: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    if (dialect === "postgres") await sql`lock table person in exclusive mode`.execute(transaction);
    const result = await change(transaction);
    if (!(await hasAdmin(transaction))) {
      throw conflict("This is the last admin. Make somebody else an admin first.");
    }
    return result;
  });
}

async function hasAdmin(db: Kysely<Tables>): Promise<boolean> {
  const admins = db.selectFrom("person").select("id").where("role", "=", "admin").where("disabledAt", "is", null);
  return (await admins.executeTakeFirst()) !== undefined;
}

function conflict(detail: string): HttpProblem {
  return new HttpProblem(409, { code: "conflict", detail });
}
