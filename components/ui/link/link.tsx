"use client";

import type { ComponentProps, MouseEvent } from "react";
import { isForBrowser } from "./is-for-browser";
import { useOpenPage } from "./use-open-page";

/**
 * A link to another page of ours, which changes the page without loading a new one. Next's own, which also loads pages before
 * somebody goes there, is 3 KB more of every page's code.
 */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const openPage = useOpenPage();
  function open(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (isForBrowser(event)) return;
    event.preventDefault();
    openPage(href);
  }
  return <a {...rest} href={href} onClick={open} />;
}
