import { Fragment } from "react";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";

/** What is needed before anything can be created here. */
export function NoCreatingAccount({ keyHelp }: { keyHelp: readonly KeyHelp[] }) {
  const creating = keyHelp.filter(({ canCreate }) => canCreate);
  const labels = creating.map(({ label }) => label);
  return (
    <div className="flex flex-col gap-3">
      <h1 className="text-xl font-semibold tracking-tight">New cluster</h1>
      <p className="max-w-prose text-muted">
        Clusterdeck can create clusters at {labels.join(" and ")}, and no {labels.join(" or ")} account is connected. An
        admin of this server puts{" "}
        {creating.map(({ label, variables }, index) => (
          <Fragment key={label}>
            {index > 0 && ", or "}
            <Variables names={variables} />
          </Fragment>
        ))}{" "}
        into <code className="font-mono text-xs text-ink">.env</code> beside the program and starts it again. The key
        needs the permission to create clusters.
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
