"use client";

import { clsx } from "clsx";
import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link/link";

interface PageLinkProps {
  href: string;
  /** Whether it also counts as current on the pages below it. */
  hasSubpages?: boolean;
  children: string;
}

/** A page in the top bar; the current one is marked. */
export function PageLink({ href, hasSubpages = false, children }: PageLinkProps) {
  const path = usePathname();
  const isCurrent = path === href || (hasSubpages && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={clsx(
        "rounded-md px-2 py-1 text-sm whitespace-nowrap hover:bg-raised hover:text-ink",
        isCurrent ? "font-medium text-ink" : "text-muted",
      )}
    >
      {children}
    </Link>
  );
}
