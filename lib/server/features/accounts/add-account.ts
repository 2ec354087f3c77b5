import "server-only";
import type { z } from "zod/mini";
import type { ListedAccount, newAccountSchema } from "@/lib/contract/accounts";
import { accountIdFrom, RESERVED_ID } from "../../accounts/account-id";
import { idTakenWords } from "../../accounts/account-store";
import { splitSettings } from "../../accounts/stored-account";
import { noteChange } from "../../auth/audit/note-change";
import type { PersonInput } from "../../http/define-route";
import { HttpProblem } from "../../http-problem";
import { badRequest } from "../../refusal";
import { storedAccountView } from "./account-view";
import { configuredAccounts } from "./configured-accounts";
import { requireProvider, requireSettings } from "./require-settings";

/** The first one of somebody's own ends the demo: what follows happens in the application that takes its place. */
export async function addAccount(call: PersonInput<z.output<typeof newAccountSchema>>): Promise<ListedAccount> {
  const { person, request } = call;
  const body = await call.readBody();
  const provider = requireProvider(call.application, body.provider);
  const settings = await requireSettings(call.application, provider, body.settings);
  const id = body.id ?? accountIdFrom(body.label ?? provider.id, provider.id);
  if (id === RESERVED_ID) throw badRequest(`${JSON.stringify(id)} cannot be the id of an account. Choose another.`);
  const application = call.application.configuration.demo ? await call.application.leaveDemo() : call.application;
  const taken = [...configuredAccounts(application), ...application.accounts.stored.list()];
  if (taken.some((account) => account.id === id)) throw takenProblem(id);
  const added = await application.accounts.stored.add({
    ...{ id, provider, label: body.label ?? provider.label, ...splitSettings(provider, settings) },
    ...{ pollIntervalMs: body.pollIntervalMs ?? null, requestsPerMinute: body.requestsPerMinute ?? null },
    ...{ paused: null, retired: null, created: { at: application.coordination.now(), by: person.email } },
  });
  await noteChange({ application, person, request }, "account-added", `${id} (${provider.label})`);
  return storedAccountView(application, added);
}

/** Names the field, so that a form can say it there. */
function takenProblem(id: string): HttpProblem {
  const detail = idTakenWords(id);
  return new HttpProblem(409, { code: "conflict", detail, fields: { id: detail } });
}
