"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { isForBrowser } from "./is-for-browser";

/**
 * A link to another page of ours, which changes the page without loading a new one. Next's own, which also loads pages before
 * somebody goes there, is 3 KB more of every page's code.
 */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const router = useRouter();
  function open(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (isForBrowser(event)) return;
    event.preventDefault();
    router.push(href);
  }
  return <a {...rest} href={href} onClick={open} />;
}
