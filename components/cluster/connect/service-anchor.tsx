import { ExternalLink } from "lucide-react";
import { parseServiceUrl } from "@/lib/domain/connect/service-url";

/** A link to a provider's URL that sends no referrer. Anything but http and https is shown as plain text. */
export function ServiceAnchor({ url }: { url: string }) {
  const href = parseServiceUrl(url);
  if (href === null) return <span className="text-sm break-all text-muted">{url}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex min-w-0 items-center gap-1.5 text-sm text-accent hover:underline"
    >
      <span className="truncate">{href}</span>
      <ExternalLink size={13} aria-hidden className="shrink-0" />
      <span className="sr-only">(opens a new tab)</span>
    </a>
  );
}
