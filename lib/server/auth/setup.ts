import "server-only";
import type { Kysely } from "kysely";
import { log } from "../log";
import { isRefusal, Refusal } from "../refusal";
import { hashPersonPassword, SERVER_ITSELF } from "../workload/hashing";
import type { HashingRequester } from "../workload/hashing-queue";
import { hasAdminAlready, type People } from "./people/people";
import type { Tables } from "./schema";
import { hashSetupCode } from "./setup-code";

export interface FirstAdmin {
  email: string;
  password: string;
}

/** How a new installation gets its first admin. */
export interface Setup {
  /** Whether there is still no admin. */
  isOpen(): Promise<boolean>;
  /**
   * The code to enter, here or on another server of this database. Printed once; `null` if there was an admin at the
   * start.
   */
  code: string | null;
  /** Makes the first admin. Throws a 403 for a wrong code, a 409 once there is an admin. */
  claim(code: string, admin: FirstAdmin & { name: string }, requester: HashingRequester): Promise<void>;
}

/**
 * Creates the admin named in the configuration, or else lets whoever can read the server's output create one with a code.
 */
export async function openSetup(
  db: Kysely<Tables>,
  people: People,
  firstAdmin: FirstAdmin | null,
  newCode: string,
): Promise<Setup> {
  if (firstAdmin !== null && !(await people.hasAdmin())) await addConfigured(people, firstAdmin);
  const code = (await people.hasAdmin()) ? null : newCode;
  if (code === null) await db.deleteFrom("setupCode").execute();
  else
    await db
      .insertInto("setupCode")
      .values({ hash: hashSetupCode(code) })
      .onConflict((clash) => clash.doNothing())
      .execute();
  const codes = db.selectFrom("setupCode").select("hash");
  let isOpen = code !== null;
  return {
    code,
    // Once there is an admin there always is one: `people` never removes the last one.
    isOpen: async () => {
      if (isOpen) isOpen = !(await people.hasAdmin());
      return isOpen;
    },
    async claim(given, { email, name, password }, requester) {
      const hash = hashSetupCode(given);
      const isKnown = (await codes.where("hash", "=", hash).executeTakeFirst()) !== undefined;
      if (!isKnown) throw (await people.hasAdmin()) ? hasAdminAlready() : wrongCode();
      const passwordHash = await hashPersonPassword(password, requester);
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
    // Another server of this database may have created them in the meantime.
    if (await people.hasAdmin()) return;
    log().warn(
      "The configured first admin was not created: their e-mail address belongs to somebody who is not an admin",
    );
  }
}

function wrongCode(): Refusal {
  return new Refusal("wrong-code", "This is not the setup code. The server prints the code when it starts.");
}

function nameOf(email: string): string {
  return email.slice(0, email.indexOf("@"));
}
