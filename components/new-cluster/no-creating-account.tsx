import { Fragment } from "react";
import { Link } from "@/components/ui/link/link";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";

/** What is needed before anything can be created here. */
export function NoCreatingAccount({ accountHelp }: { accountHelp: AccountHelp }) {
  const creating = accountHelp.keys.filter(({ canCreate }) => canCreate);
  const labels = creating.map(({ label }) => label);
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-xl font-semibold tracking-tight">New cluster</h1>
      <p className="max-w-prose text-muted">
        Clusterdeck can create clusters at {labels.join(" and ")}, and no {labels.join(" or ")} account is connected.
        {accountHelp.addPath === null && " An admin of this server adds one in Settings, Accounts."} The key needs the
        permission to create clusters.
      </p>
      {accountHelp.addPath !== null && (
        <Link
          href={accountHelp.addPath}
          className="inline-flex h-8 w-max items-center rounded-md bg-accent px-2.5 text-sm font-medium text-accent-ink hover:brightness-110"
        >
          Add an account
        </Link>
      )}
      <p className="max-w-prose text-muted">
        Or put{" "}
        {creating.map(({ label, variables }, index) => (
          <Fragment key={label}>
            {index > 0 && ", or "}
            <Variables names={variables} />
          </Fragment>
        ))}{" "}
        into <code className="font-mono text-xs text-ink">.env</code> beside the program and start it again.
      </p>
      <p className="max-w-prose text-muted">
        What you create at any other provider appears in the fleet by itself, within a minute.
      </p>
    </div>
  );
}

function Variables({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && " and "}
      <code className="font-mono text-xs text-ink">{name}</code>
    </Fragment>
  ));
}
