import "server-only";
import { nearest } from "@/lib/domain/text/nearest";
import type { Application } from "../../http/application";
import { badRequest } from "../../refusal";

/** Throws a 400 that names the nearest account if there is none with this id: somebody misspelt it. */
export function requireAccount({ poller }: Pick<Application, "poller">, accountId: string): void {
  const ids = poller.store.accounts().map(({ id }) => id);
  if (ids.includes(accountId)) return;
  const closest = nearest(accountId, ids);
  const advice = closest === null ? "There are no accounts." : `The nearest is ${closest}.`;
  throw badRequest(`${JSON.stringify(accountId)} is not the id of an account. ${advice}`);
}
