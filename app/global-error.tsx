"use client";

import { PageFailed } from "@/components/shell/page-failed";
import "./globals.css";

/** Replaces even the frame around all pages. Next's own would need inline styles, which our content policy forbids. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" data-alive="">
      <body>
        <main className="px-4">
          <PageFailed error={error} />
        </main>
      </body>
    </html>
  );
}
