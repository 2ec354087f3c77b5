"use client";

import { Callout } from "@/components/ui/callout";
import { problemText, RequestError } from "@/lib/queries/request";
import { StatusMark } from "./status-mark";

/**
 * Above what an earlier answer said: why there is no newer one. Renders nothing while there is, nor while nothing answers, which
 * `ServerSilence` says.
 */
export function NotUpdated({ error }: { error: Error | null }) {
  if (error === null || (error instanceof RequestError && error.status === null)) return null;
  return (
    <div role="alert" className="mb-4">
      <Callout icon={<StatusMark mark="unknown" />} title="What you see is not being updated">
        {problemText(error)} The page asks again every few seconds.
      </Callout>
    </div>
  );
}
