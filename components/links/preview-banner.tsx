import { Eye } from "lucide-react";
import Link from "next/link";
import type { ShareState } from "@/lib/domain/share-link";

/** Stands above a guest's page while somebody of the house looks at it. */
export function PreviewBanner({ name, state }: { name: string; state: ShareState }) {
  return (
    <aside className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-accent px-4 py-1.5 text-sm text-accent-ink">
      <Eye size={15} aria-hidden />
      <p>
        {state === "active"
          ? "Below is what recipients of"
          : "It has ended: nobody sees any more what was shown to recipients of"}{" "}
        <strong className="font-semibold">{name}</strong>
        {state === "active" && " see, and nothing else"}
      </p>
      <Link href="/links" className="rounded underline underline-offset-2">
        Back to the links
      </Link>
    </aside>
  );
}
