import { PageFailed } from "./page-failed";

/** A document of its own, for when even the frame around all pages broke. */
export default function BrokenPage({ error }: { error: Error & { digest?: string } }) {
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
