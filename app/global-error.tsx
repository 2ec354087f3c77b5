"use client";

import BrokenPage from "@/components/shell/broken-page";
import "./globals.css";

/** Replaces even the frame around all pages. Next's own would need inline styles, which our content policy forbids. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return <BrokenPage error={error} />;
}
