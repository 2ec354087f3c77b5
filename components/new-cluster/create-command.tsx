import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/copy-button";
import type { Connection } from "@/lib/contract/fleet";
import { createCommand } from "@/lib/domain/cluster/create-command";
import type { NewCluster } from "@/lib/domain/cluster/new-cluster";
import { createUrlQuery } from "@/lib/queries/create-url-query";
import { problemText } from "@/lib/queries/request";

interface CreateCommandProps {
  order: NewCluster;
  account: Connection;
}

/** The same call for whoever wants it in a script. */
export function CreateCommand({ order, account }: CreateCommandProps) {
  const { data, error } = useQuery(createUrlQuery(account.id));
  return (
    <details className="rounded-lg border border-line bg-panel px-4 py-3 text-sm">
      <summary className="w-fit rounded font-semibold">The same as a curl command</summary>
      {data === undefined ? (
        <p className="mt-2 text-muted">{error === null ? "Looking up where the order goes." : problemText(error)}</p>
      ) : (
        <Command text={createCommand(order, data.url)} account={account} />
      )}
    </details>
  );
}

function Command({ text, account }: { text: string; account: Connection }) {
  return (
    <>
      <div className="mt-2 flex items-start justify-between gap-3">
        <p className="text-muted">
          It takes the key from the variable <code className="font-mono text-xs text-ink">FIREWORKS_API_KEY</code>,
          which must hold one of account {account.label}.
        </p>
        <CopyButton text={text} label="Copy the curl command" withWord />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="mt-2 overflow-auto rounded-md border border-line bg-ground px-3 py-2 font-mono text-xs [font-variant-ligatures:none]"
      >
        {text}
      </pre>
    </>
  );
}
