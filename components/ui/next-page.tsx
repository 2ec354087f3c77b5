import { Button } from "./button";

interface NextPageProps {
  label: string;
  /** What React Query knows of a list that is read page by page. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** A button below a list, while there is more of it. */
export function NextPage({ label, query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: NextPageProps) {
  if (!hasNextPage) return null;
  return (
    <div className="mt-3 flex justify-center">
      <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {label}
      </Button>
    </div>
  );
}
