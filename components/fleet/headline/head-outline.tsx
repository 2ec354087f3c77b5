import { Headline } from "@/components/status/headline";
import { Skeleton } from "@/components/ui/skeleton";

interface HeadOutlineProps {
  /** Known before the rest if the server put it into the page. */
  headline: readonly [string, ...string[]] | undefined;
}

/** What is above the list, until the first answer. */
export function HeadOutline({ headline }: HeadOutlineProps) {
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        {headline ? <Headline parts={headline} /> : <Skeleton className="h-8 w-96 max-w-full" />}
        <Skeleton className="h-11 w-72 max-w-full" />
      </div>
      <p role="status" className="sr-only">
        Loading the fleet
      </p>
      <Skeleton className="mt-4 h-7 w-[28rem] max-w-full" />
    </>
  );
}
