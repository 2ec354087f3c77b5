import { CopyButton } from "@/components/ui/copy-button";
import { createCommand } from "@/lib/domain/create-command";
import type { NewCluster } from "@/lib/domain/new-cluster";

/** The same call for whoever wants it in a script. */
export function CreateCommand({ order }: { order: NewCluster }) {
  const command = createCommand(order);
  return (
    <details className="rounded-lg border border-line bg-panel px-4 py-3 text-sm">
      <summary className="w-fit rounded font-semibold">The same as a curl command</summary>
      <div className="mt-2 flex items-start justify-between gap-3">
        <p className="text-muted">
          It takes the key from the variable <code className="font-mono text-xs text-ink">FIREWORKS_API_KEY</code> and
          the account from <code className="font-mono text-xs text-ink">FIREWORKS_ACCOUNT_ID</code>.
        </p>
        <CopyButton text={command} label="Copy the curl command" withWord />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="mt-2 overflow-auto rounded-md border border-line bg-ground px-3 py-2 font-mono text-xs [font-variant-ligatures:none]"
      >
        {command}
      </pre>
    </details>
  );
}
