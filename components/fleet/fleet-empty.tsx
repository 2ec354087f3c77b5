import { AddAccountHelp } from "@/components/shell/own-fleet/add-account-help";
import { useFleetSource } from "@/components/status/source/fleet-source";
import type { Account } from "@/lib/contract/fleet";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { formatCounted } from "@/lib/domain/text/format";
import { Empty } from "./empty";

interface EmptyFleetProps {
  accounts: readonly Account[];
  accountHelp: AccountHelp;
}

/** In place of the clusters if there are none. */
export function EmptyFleet({ accounts, accountHelp }: EmptyFleetProps) {
  if (useFleetSource().isGuest) return <NoGuestClusters />;
  return accounts.length === 0 ? <NoAccounts accountHelp={accountHelp} /> : <NoClusters accounts={accounts} />;
}

/** No account yet, and no demo. */
function NoAccounts({ accountHelp }: { accountHelp: AccountHelp }) {
  return (
    <Empty title="Connect your first account">
      <AddAccountHelp help={accountHelp} />
    </Empty>
  );
}

/** There are accounts, but they hold no clusters, or none could be read. */
function NoClusters({ accounts }: { accounts: readonly Account[] }) {
  const answering = accounts.filter(({ lastSuccessAt, problem }) => lastSuccessAt !== null && problem === null).length;
  if (answering === 0) {
    return (
      <Empty title="Nothing could be read yet">
        <p>
          The problem with each account is described above. Clusterdeck keeps trying; clusters appear here as soon as
          one answers.
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="There are no clusters right now">
      <p>
        {formatCounted(answering, "account")} of {accounts.length} answered with an empty list. A cluster created at the
        provider appears here within a minute, without a reload.
      </p>
    </Empty>
  );
}

/** For a guest, who cannot do anything about it. */
function NoGuestClusters() {
  return (
    <Empty title="There is nothing to show right now">
      <p>A cluster added to this link appears here within a minute, without a reload.</p>
    </Empty>
  );
}
