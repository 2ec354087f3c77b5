import type { Metadata } from "next";
import { PageNotFound } from "@/components/shell/page-not-found";
import { Wordmark } from "@/components/shell/wordmark";
import { Favicon } from "@/components/status/favicon/favicon";

export const metadata: Metadata = { title: "Page not found" };

/** Next's own page has inline styles, which our content policy forbids. */
export default function NotFound() {
  return (
    <main className="px-4 pt-16">
      <Favicon />
      <p className="flex items-center justify-center gap-2 text-base font-semibold tracking-tight">
        <Wordmark />
      </p>
      <PageNotFound />
    </main>
  );
}
