import type { Metadata } from "next";
import { PageNotFound } from "@/components/access/page-not-found";
import { Favicon } from "@/components/clusters/favicon";

export const metadata: Metadata = { title: "Nothing here" };

/** Next's own page would break our pages' policy with its inline styles. */
export default function NotFound() {
  return (
    <main className="px-4">
      <Favicon />
      <PageNotFound />
    </main>
  );
}
