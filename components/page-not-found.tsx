import Link from "next/link";
import { Wordmark } from "./wordmark";

/** For an address that leads nowhere, or to what this person may not see: the two look alike. */
export function PageNotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6">
      <p className="flex items-center gap-2 font-semibold">
        <Wordmark />
      </p>
      <h1 className="mt-4 text-2xl font-semibold tracking-tight">There is no such page</h1>
      <p className="text-muted">The address may be mistyped or out of date, or the page may not be meant for you.</p>
      <Link href="/" className="text-accent underline underline-offset-2">
        To the fleet
      </Link>
    </main>
  );
}
