"use client";

import { FaultMessage } from "./fault-message";

/** In place of a screen's page that the server could not make: nobody is there to open it again. */
export function PageFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <FaultMessage
      reason={error.digest === undefined ? error.message : "The server could not make it. Its log says more."}
    />
  );
}
