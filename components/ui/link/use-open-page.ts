import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { leaveUrlView } from "../url-state/use-url-view";

/** Opens another page of ours without loading a new one. */
export function useOpenPage(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href) => {
      leaveUrlView();
      router.push(href);
    },
    [router],
  );
}
