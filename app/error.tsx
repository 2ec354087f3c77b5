"use client";

import { PageFailed } from "@/components/shell/page-failed";

export default function Failed({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="px-4">
      <PageFailed error={error} />
    </main>
  );
}
