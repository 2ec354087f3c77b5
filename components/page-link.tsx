"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";

/** A page in the top bar; the present one is marked. */
export function PageLink({ href, children }: { href: string; children: string }) {
  const isCurrent = usePathname() === href;
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
