import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/copy-button";
import type { Account } from "@/lib/contract/fleet";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { orderCommandQuery } from "@/lib/queries/order-form-query";
import { problemText } from "@/lib/queries/request";

interface CreateCommandProps {
  order: Order;
  account: Account;
}

/** The same call, for use in a script. */
export function CreateCommand({ order, account }: CreateCommandProps) {
  const { data, error } = useQuery(orderCommandQuery(account.id, order));
  return (
    <details className="rounded-lg border border-line bg-panel px-4 py-3 text-sm">
      <summary className="w-fit rounded font-semibold">The same as a curl command</summary>
      {data === undefined ? (
        <p className="mt-2 text-muted">{error === null ? "Looking up where the order goes." : problemText(error)}</p>
      ) : (
        <Command text={data.command} keyVariable={data.keyVariable} account={account} />
      )}
    </details>
  );
}

interface CommandProps {
  text: string;
  keyVariable: string;
  account: Account;
}

function Command({ text, keyVariable, account }: CommandProps) {
  return (
    <>
      <div className="mt-2 flex items-start justify-between gap-3">
        <p className="text-muted">
          It takes the key from the variable <code className="font-mono text-xs text-ink">{keyVariable}</code>, which
          must hold one of account <bdi>{account.label}</bdi>.
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
