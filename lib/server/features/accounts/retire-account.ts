import "server-only";
import type { Done } from "@/lib/contract/sessions";
import { noteChange } from "../../auth/audit/note-change";
import type { PersonInput } from "../../http/define-route";
import { requireStored } from "./require-stored";

/** Nothing is ever erased but the key. */
export async function retireAccount(call: PersonInput): Promise<Done> {
  const { application, person } = call;
  const { id, provider } = requireStored(application, call.param("accountId"));
  await application.accounts.stored.change(id, ({ retired }) => ({
    secrets: "erased",
    retired: retired ?? { at: application.coordination.now(), by: person.email },
  }));
  await noteChange(call, "account-removed", `${id} (${provider.label}): retired, and its key erased`);
  return { status: "done" };
}
