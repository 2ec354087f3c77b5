import "server-only";
import type { Poller } from "../poller/poller";
import type { PolledAccount } from "./families/polling-families";

/** Each account as this server reads it, or leaves it to another one. */
export function polledAccounts({ accounts }: Pick<Poller, "accounts">): PolledAccount[] {
  return [...accounts].map(([id, { loop, budget }]) => ({ id, isLed: loop.isLeading(), budget: budget.state() }));
}
