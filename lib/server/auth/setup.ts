import "server-only";
import type { Kysely } from "kysely";
import { log } from "../log";
import { isRefusal, Refusal } from "../refusal";
import { hashPersonPassword, SERVER_ITSELF } from "../workload/hashing";
import type { HashingAsker } from "../workload/hashing-queue";
import { hasAdminAlready, type People } from "./people/people";
import type { Tables } from "./schema";
import { hashSetupCode, newSetupCode } from "./setup-code";

export interface FirstAdmin {
  email: string;
  password: string;
}

/** How an installation that belongs to nobody gets its first admin. */
export interface Setup {
  /** Whether there still is no admin. */
  isOpen(): Promise<boolean>;
  /** What must be entered, here or on another server of this database: printed once; `null` when there was an admin at the start. */
  code: string | null;
  /** Makes the first admin. Throws a 403 for a wrong code, a 409 once there is an admin. */
  claim(code: string, admin: FirstAdmin & { name: string }, asker: HashingAsker): Promise<void>;
}

/** Makes the admin of the configuration, or else a code that lets whoever can read the server's output make one. */
export async function openSetup(db: Kysely<Tables>, people: People, firstAdmin: FirstAdmin | null): Promise<Setup> {
  if (firstAdmin !== null && !(await people.hasAdmin())) await addConfigured(people, firstAdmin);
  const code = (await people.hasAdmin()) ? null : newSetupCode();
  if (code === null) await db.deleteFrom("setupCode").execute();
  else
    await db
      .insertInto("setupCode")
      .values({ hash: hashSetupCode(code) })
      .execute();
  const codes = db.selectFrom("setupCode").select("hash");
  let isOpen = code !== null;
  return {
    code,
    // Once there is an admin there always is one: `people` never lets the last one go.
    isOpen: async () => {
      if (isOpen) isOpen = !(await people.hasAdmin());
      return isOpen;
    },
    async claim(given, { email, name, password }, asker) {
      const hash = hashSetupCode(given);
      const isKnown = (await codes.where("hash", "=", hash).executeTakeFirst()) !== undefined;
      if (!isKnown) throw (await people.hasAdmin()) ? hasAdminAlready() : wrongCode();
      const passwordHash = await hashPersonPassword(password, asker);
      await people.addFirstAdmin({ email, name }, passwordHash, async (transaction) => {
        const using = transaction.deleteFrom("setupCode").where("hash", "=", hash);
        if ((await using.executeTakeFirst()).numDeletedRows === 0n) throw wrongCode();
        await transaction.deleteFrom("setupCode").execute();
      });
    },
  };
}

async function addConfigured(people: People, { email, password }: FirstAdmin): Promise<void> {
  const passwordHash = await hashPersonPassword(password, SERVER_ITSELF);
  try {
    await people.addFirstAdmin({ email, name: nameOf(email) }, passwordHash);
  } catch (error) {
    if (!isRefusal(error, "conflict")) throw error;
    // Or another server of this database has made them meanwhile.
    if (await people.hasAdmin()) return;
    log().warn("The configured first admin was not made: somebody else who cannot administer has that e-mail address");
  }
}

function wrongCode(): Refusal {
  return new Refusal("wrong-code", "This is not the code. The server prints it when it starts.");
}

function nameOf(email: string): string {
  return email.slice(0, email.indexOf("@"));
}
