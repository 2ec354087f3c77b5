"use client";

import { useServerInsertedHTML } from "next/navigation";
import { useRef } from "react";

const WORDS =
  "There is nothing at this address, or the server could not make the page. Which of the two, it can only say with JavaScript, which is switched off or blocked in this browser.";
const STYLE = `#__next_error__ body::before{content:"${WORDS}"}`;

/**
 * Says something without JavaScript where Next answers with an empty document that its scripts fill: for what is not found, and for
 * what the server could not make. Of all that we render, only what is inserted this way, into the head, reaches that document.
 */
export function EmptyPageNotice({ nonce }: { nonce: string | undefined }) {
  const isInserted = useRef(false);
  useServerInsertedHTML(() => {
    if (isInserted.current) return null;
    isInserted.current = true;
    return (
      <noscript>
        <style nonce={nonce}>{STYLE}</style>
      </noscript>
    );
  });
  return null;
}
