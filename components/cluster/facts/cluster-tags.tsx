"use client";

import { useFleetSource } from "@/components/status/source/fleet-source";
import { taggedHref } from "@/components/status/tagged-href";
import { Link } from "@/components/ui/link/link";

/** The tags a cluster's owner gave it, each linking to all clusters with that tag. */
export function ClusterTags({ tags }: { tags: readonly string[] }) {
  const { home } = useFleetSource();
  return (
    <ul aria-label="Tags" className="mt-1.5 flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <li key={tag} className="flex min-w-0">
          <Link
            href={taggedHref(home, tag)}
            className="max-w-full truncate rounded border border-line px-1.5 text-xs text-muted hover:border-line-strong hover:text-ink"
          >
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
