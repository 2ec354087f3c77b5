import "server-only";
import type { Kysely } from "kysely";
import { HttpProblem, isProblem } from "../http/problem";
import { log } from "../log";
import type { People } from "./people";
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
  claim(code: string, admin: FirstAdmin & { name: string }): Promise<void>;
}

/** Makes the admin of the configuration, or else a code that lets whoever can read the server's output make one. */
export async function openSetup(db: Kysely<Tables>, people: People, firstAdmin: FirstAdmin | null): Promise<Setup> {
  if (firstAdmin !== null && !(await people.hasAdmin())) {
    const { email, password } = firstAdmin;
    await people.add({ email, name: nameOf(email), role: "admin" }, password).catch((error: unknown) => {
      if (!isProblem(error, "conflict")) throw error;
      log().warn(
        "The configured first admin was not made: somebody else who cannot administer has that e-mail address",
      );
    });
  }
  const code = (await people.hasAdmin()) ? null : newSetupCode();
  if (code === null) await db.deleteFrom("setupCode").execute();
  else
    await db
      .insertInto("setupCode")
      .values({ hash: hashSetupCode(code) })
      .execute();
  const codes = db.selectFrom("setupCode").select("hash");
  let isClaiming = false;
  let isOpen = code !== null;
  return {
    code,
    // Once there is an admin there always is one: `people` never lets the last one go.
    isOpen: async () => {
      if (isOpen) isOpen = !(await people.hasAdmin());
      return isOpen;
    },
    async claim(given, { email, name, password }) {
      if (isClaiming || (await people.hasAdmin())) {
        throw new HttpProblem(409, { code: "conflict", detail: "This installation has an admin already. Sign in." });
      }
      if (!(await codes.where("hash", "=", hashSetupCode(given)).executeTakeFirst())) {
        const detail = "This is not the code. The server prints it when it starts.";
        throw new HttpProblem(403, { code: "wrong-code", detail });
      }
      isClaiming = true;
      try {
        await people.add({ email, name, role: "admin" }, password);
        await db.deleteFrom("setupCode").execute();
      } finally {
        isClaiming = false;
      }
    },
  };
}

function nameOf(email: string): string {
  return email.slice(0, email.indexOf("@"));
}
