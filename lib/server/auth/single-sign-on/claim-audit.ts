import "server-only";
import type { AuditAction } from "@/lib/domain/people/audit";
import { clientAddress } from "../../security/client-address";
import { createRecentKeys } from "../../security/recent-keys";
import type { Store } from "../../store/open-database";
import { recordAudit } from "../audit/audit";
import { changeWords } from "../people/person-change";
import type { Tables } from "../schema";

type Claimed = Pick<Tables["person"], "email" | "role">;
type Context = { headers?: Headers | undefined } | null;

/**
 * Records whom an identity provider's claims add here, and whose role or address they change, since nobody here did it.
 */
export function createClaimAudit(store: Store, label: string) {
  const known = createRecentKeys<Claimed>();
  const people = store.db.withTables<Tables>().selectFrom("person").select(["email", "role"]);
  const read = (id: string) => people.where("id", "=", id).executeTakeFirst();

  async function record(action: AuditAction, what: string, context: Context): Promise<void> {
    const from = context?.headers ? clientAddress(context.headers) : null;
    await recordAudit(store, { at: Date.now(), actor: "system", action, target: `${what}, by ${label}`, from });
  }

  return {
    /** Reads a person as they are before their claims are applied. */
    async before(id: string | undefined): Promise<void> {
      const person = id && (await read(id));
      if (person) known.set(id, person);
    },
    async added({ id }: { id: string }, context: Context): Promise<void> {
      const person = await read(id);
      if (person) await record("person-added", `${person.email} as ${person.role}`, context);
    },
    async changed({ id }: { id: string }, context: Context): Promise<void> {
      const [before, after] = [known.get(id), await read(id)];
      if (!before || !after) return;
      known.set(id, after);
      const words = changeWords(before, after);
      if (words) await record("person-changed", words, context);
    },
  };
}
