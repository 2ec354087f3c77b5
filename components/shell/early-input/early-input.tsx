import { recordEarlyInput } from "./record-early-input";

/** Begins to keep what is done to the page, until `LivingPage` does it again. `nonce` is that of this answer's content policy. */
export function EarlyInput({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, for the time before the program's files are there.
      dangerouslySetInnerHTML={{ __html: recordEarlyInput }}
    />
  );
}
