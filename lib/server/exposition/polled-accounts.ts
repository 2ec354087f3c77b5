import "server-only";
import type { ServerEntry } from "../coordination/coordination";
import type { Poller } from "../poller/poller";
import type { PolledAccount } from "./families/polling-families";

/** `servers` are those that share the database; `null` if there can be only this one, which then reads every account. */
export function polledAccounts(
  { accounts }: Pick<Poller, "accounts">,
  servers: readonly ServerEntry[] | null,
): PolledAccount[] {
  const own = new Set(servers?.find(({ isThis }) => isThis)?.leases);
  return [...accounts].map(([id, { budget }]) => ({
    ...{ id, budget: budget.state() },
    isLed: servers === null || own.has(`account:${id}`),
  }));
}
