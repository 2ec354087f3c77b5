import "server-only";
import type { OthersBill } from "@/lib/domain/cluster/shared/others-bill";
import {
  type AccountMachines,
  machinesOf,
  type SharedMachines,
  sharedMachines,
} from "@/lib/domain/cluster/shared/shared-machines";
import type { AccountSnapshot } from "./account-snapshot";

type Machines = Pick<AccountSnapshot, "id" | "clusters">;

const known = new WeakMap<AccountSnapshot["clusters"], AccountMachines>();

/** Found once for each reading of an account. */
function machinesIn({ id, clusters }: Machines): AccountMachines {
  const machines =
    known.get(clusters) ??
    machinesOf(
      id,
      [...clusters.values()].map(({ reading }) => reading),
    );
  known.set(clusters, machines);
  return machines;
}

/** What of each cluster other accounts have too. */
export function createSameMachines(
  accounts: readonly Machines[],
): (accountId: string, providerClusterId: string) => readonly SharedMachines[] {
  const all = accounts.map(machinesIn).filter(({ clusters }) => clusters.size > 0);
  return (accountId, providerClusterId) => (all.length < 2 ? [] : sharedMachines(accountId, providerClusterId, all));
}

/** What of an account's clusters, by their providers' ids, is on the bill of others of these accounts. */
export function createOthersBills(
  account: Machines,
  accounts: readonly AccountSnapshot[],
): (providerClusterId: string) => readonly OthersBill[] {
  const labels = new Map(accounts.map(({ id, label }) => [id, label]));
  const sharedOf = createSameMachines(accounts.map((one) => (one.id === account.id ? account : one)));
  return (providerClusterId) =>
    sharedOf(account.id, providerClusterId).flatMap((shared) =>
      shared.isCountedThere ? [{ ...shared, label: labels.get(shared.accountId) ?? "" }] : [],
    );
}
