import { Plus } from "lucide-react";
import { Link } from "@/components/ui/link/link";
import type { Account } from "@/lib/contract/fleet";

/** The link to create a cluster, if any account can. */
export function NewClusterLink({ accounts }: { accounts: readonly Account[] }) {
  if (!accounts.some(({ canCreate }) => canCreate)) return null;
  return (
    <Link
      href="/clusters/new"
      className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 text-sm font-medium whitespace-nowrap hover:bg-raised print:hidden"
    >
      <Plus size={15} aria-hidden />
      New cluster
    </Link>
  );
}
