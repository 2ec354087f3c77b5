import "server-only";
import type { z } from "zod/mini";
import type { AccountProvider, accountsSchema } from "@/lib/contract/accounts";
import type { Application } from "../../http/application";
import type { Provider } from "../../providers/spec";
import { configuredAccountView, storedAccountView } from "./account-view";
import { configuredAccounts } from "./configured-accounts";

export function listAccountViews(application: Application): z.output<typeof accountsSchema> {
  const configured = configuredAccounts(application);
  const ids = new Set(configured.map(({ id }) => id));
  // Whoever takes the id of an account into the configuration means that one.
  const stored = application.accounts.stored.list().filter(({ id }) => !ids.has(id));
  return {
    accounts: [
      ...configured.map((account) => configuredAccountView(application, account)),
      ...stored.map((account) => storedAccountView(application, account)),
    ],
    providers: application.providers.map(providerView),
  };
}

function providerView({ id, label, reads, key, addressSetting, fields, required }: Provider): AccountProvider {
  return {
    ...{ id, label, reads, key: { page: key.page, needs: key.needs }, addressSetting },
    fields: Object.entries(fields).map(([name, field]) => ({
      ...{ name, label: field.label, help: field.help, example: field.example },
      ...{ required: required.includes(name), isSecret: field.isSecret, isLong: field.isLong },
      ...(field.insteadOf && { insteadOf: [...field.insteadOf] }),
    })),
  };
}
