import type { AccountProvider } from "@/lib/contract/accounts";
import { ProviderInitials } from "./provider-initials";

interface ProviderChoiceProps {
  providers: readonly AccountProvider[];
  onChoose: (providerId: string) => void;
}

/** The providers, each with what is read there. */
export function ProviderChoice({ providers, onChoose }: ProviderChoiceProps) {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">Add an account</h1>
      <p className="mt-1 mb-4 max-w-prose text-sm text-muted">
        Where do you rent? Clusterdeck reads what is there and shows it within a minute. Keys stay on this server,
        encrypted, and are never shown again.
      </p>
      <ul aria-label="Providers" className="grid gap-2 sm:grid-cols-2">
        {providers.map(({ id, label, reads }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onChoose(id)}
              className="flex h-full w-full items-start gap-3 rounded-lg border border-line bg-panel px-3.5 py-3 text-left hover:border-line-strong hover:bg-raised"
            >
              <ProviderInitials label={label} />
              <span className="min-w-0">
                <span className="block font-semibold">{label}</span>
                <span className="block text-sm text-muted">{reads}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
