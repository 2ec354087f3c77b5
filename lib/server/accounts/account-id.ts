import "server-only";
import { ACCOUNT_ID } from "@/lib/domain/cluster/identity";

const MAX_LENGTH = 40;
/** `/api/accounts/test` is where settings are tested. */
export const RESERVED_ID = "test";

/** An id made from what people call the account: "Research (EU)" becomes "research-eu". Where that is no id, it is the provider's. */
export function accountIdFrom(name: string, providerId: string): string {
  const id = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  if (id === RESERVED_ID) return `${providerId}-${id}`;
  return ACCOUNT_ID.test(id) ? id : providerId;
}
