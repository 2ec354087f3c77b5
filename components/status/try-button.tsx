"use client";

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { problemText } from "@/lib/queries/request";
import { StatusMark } from "./status-mark";

interface TryButtonProps {
  /** "Send a test". */
  label: string;
  /** What it is done with, for who cannot see where the button stands: "to Ops". */
  object: string;
  attempt: () => Promise<{ ok: boolean; detail: string }>;
  /** What may be different afterwards. */
  changes: QueryKey;
}

/** Tries something out on the server, and says how that went. */
export function TryButton({ label, object, attempt, changes }: TryButtonProps) {
  const client = useQueryClient();
  const { data, error, mutate, isPending } = useMutation({
    mutationFn: attempt,
    networkMode: "always",
    onSettled: () => client.invalidateQueries({ queryKey: changes }),
  });
  return (
    <>
      <Button className="h-7" disabled={isPending} onClick={() => mutate()}>
        {isPending ? "Testing…" : label}
        <span className="sr-only"> {object}</span>
      </Button>
      <p role="status" className="order-last flex min-w-0 basis-full gap-1.5 empty:hidden">
        {data && (
          <>
            <StatusMark mark={data.ok ? "healthy" : "down"} size={14} className="mt-0.5" />
            <span className="min-w-0 break-words">{data.detail}</span>
          </>
        )}
        {error && problemText(error)}
      </p>
    </>
  );
}
