"use client";

import { FaultMessage } from "./fault-message";

/** Replaces a screen's page that the server failed to render, since nobody is there to reload it. */
export function PageFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <FaultMessage
      reason={error.digest === undefined ? error.message : "The server could not render it. Its log has details."}
    />
  );
}
