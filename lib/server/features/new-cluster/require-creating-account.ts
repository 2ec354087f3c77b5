import "server-only";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import type { Application } from "../../http/application";
import { HttpProblem } from "../../http-problem";
import type { AccountSnapshot } from "../../poller/account-snapshot";
import type { RunningAccount } from "../../poller/start-account";
import { notFound } from "../../refusal";

interface CreatingAccount {
  snapshot: AccountSnapshot;
  account: RunningAccount;
  form: OrderForm;
}

/** An account that can create clusters. Throws a refusal for any other. */
export function requireCreatingAccount({ poller }: Pick<Application, "poller">, accountId: string): CreatingAccount {
  const snapshot = poller.store.account(accountId);
  const account = poller.accounts.get(accountId);
  if (!snapshot || !account) throw notFound("There is no account with this id.");
  const form = account.orderForm;
  if (form !== null) return { snapshot, account, form };
  const detail = `Clusterdeck cannot create clusters at ${snapshot.provider.label}. Create the cluster there: it will appear here by itself.`;
  throw new HttpProblem(501, { code: "not-supported", detail });
}
