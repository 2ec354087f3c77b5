"use client";

/**
 * Replaces a page that broke, by a fault of its own or because a part of the program is missing. Every page loads it, in case: so
 * it imports nothing.
 */
export function PageFailed({ error }: { error: Error & { digest?: string } }) {
  const { title, remedy } = wordsOf(error);
  return (
    <div role="alert" className="mx-auto flex max-w-2xl flex-col items-start gap-3 py-10">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="text-muted">
        {remedy} Nothing that it showed is shown any longer, because it would not be kept up to date.
      </p>
      {error.digest === undefined && error.message !== "" && (
        <p className="font-mono text-xs wrap-anywhere text-muted">{error.message}</p>
      )}
      <button
        type="button"
        onClick={() => window.location.reload()}
        className="inline-flex h-8 items-center rounded-md border border-line bg-panel px-2.5 text-sm font-medium hover:bg-raised"
      >
        Reload the page
      </button>
    </div>
  );
}

function wordsOf({ name, message, digest }: Error & { digest?: string }): { title: string; remedy: string } {
  if (digest !== undefined) {
    return {
      title: "The server could not make this page",
      remedy: `That is a fault of Clusterdeck’s own: its log has details, under ${digest}.`,
    };
  }
  if (name === "ChunkLoadError" || /load(?:ing)? (?:CSS )?chunk/i.test(message)) {
    return {
      title: "A part of this page could not be loaded",
      remedy:
        "Clusterdeck may have been updated or be restarting, or something in this browser blocks it. Reload the page.",
    };
  }
  return {
    title: "This page ran into an error",
    remedy:
      "That is a fault of Clusterdeck’s own, and says nothing about your clusters or about the connection. Reload the page.",
  };
}
