import type { KeyHelp } from "@/lib/domain/cluster/key-help";

/** How to connect a provider by the server's environment, in as many words as it takes. */
export function AddKeyHelp({ keys }: { keys: readonly KeyHelp[] }) {
  return (
    <div className="max-w-md space-y-2 text-sm text-muted">
      <p>
        Put one of these into <code className="font-mono text-xs text-ink">.env</code> beside the program, then start it
        again:
      </p>
      <dl className="space-y-1">
        {keys.map(({ label, variables, keyPage }) => (
          <div key={label} className="flex flex-wrap gap-x-3">
            <dt className="w-28">
              <a href={keyPage} target="_blank" rel="noreferrer" className="underline underline-offset-2">
                {label}
              </a>
            </dt>
            <dd className="font-mono text-xs leading-5 text-ink">{variables.join(" and ")}</dd>
          </div>
        ))}
      </dl>
      <p>
        A name leads to where its keys are made. Several accounts at one provider, keys from files and everything else:
        README, section “Keys”. Keys stay on the server.
      </p>
    </div>
  );
}
