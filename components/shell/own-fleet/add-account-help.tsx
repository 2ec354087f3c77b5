import { Link } from "@/components/ui/link/link";
import type { AccountHelp } from "@/lib/domain/cluster/key-help";
import { SETUP_PATH } from "@/lib/domain/people/accounts-path";
import { AddKeyHelp } from "./add-key-help";

/** Both ways to an account of one's own: in the browser first, then by the server's environment. */
export function AddAccountHelp({ help: { addPath, keys } }: { help: AccountHelp }) {
  return (
    <div className="flex max-w-md flex-col items-start gap-3 text-sm text-muted">
      <p>{firstWords(addPath)}</p>
      {addPath !== null && (
        <Link
          href={addPath}
          className="inline-flex h-8 items-center rounded-md bg-accent px-2.5 font-medium text-accent-ink hover:brightness-110"
        >
          {addPath === SETUP_PATH ? "Become the first admin" : "Add an account"}
        </Link>
      )}
      <details>
        <summary className="cursor-pointer hover:text-ink">Or set a key in the server's environment</summary>
        <div className="mt-2">
          <AddKeyHelp keys={keys} />
        </div>
      </details>
    </div>
  );
}

function firstWords(addPath: string | null): string {
  if (addPath === null)
    return "An admin of this server adds an account, and its clusters appear here within a minute, without a reload.";
  if (addPath === SETUP_PATH)
    return "Become the first admin with the code that the server printed, paste a key of one of your providers, and your clusters appear within a minute.";
  return "Paste a key of one of your providers, and its clusters appear within a minute.";
}
