import { ExternalLink } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { patiently } from "@/components/ui/patiently";
import type { CreatedShareLink } from "@/lib/contract/share-link";

const QrCode = lazy(() => patiently(() => import("./qr-code").then((code) => ({ default: code.QrCode }))));

/** The address of a new link. The server stores only what it needs to recognise it. */
export function CreatedLink({ link, onClose }: { link: CreatedShareLink; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        Copy it now: the address is shown only once. Anyone who has it sees what you chose, until it ends or you revoke
        it.
      </p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-ground py-1 pr-1 pl-3">
        <code className="min-w-0 grow font-mono text-xs break-all">{link.url}</code>
        <CopyButton text={link.url} label="Copy the address" withWord />
      </div>
      <div className="flex flex-wrap items-center gap-5">
        <Suspense fallback={<span className="size-40" />}>
          <QrCode text={link.url} label="The address as a QR code" />
        </Suspense>
        <p className="max-w-52 text-sm text-muted">Scan it to open the page on a phone or on the screen it is for.</p>
      </div>
      <div className="flex justify-end gap-2">
        <a
          href={`/links/${link.id}/preview`}
          target="_blank"
          rel="noreferrer"
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 text-sm font-medium hover:bg-raised"
        >
          <ExternalLink size={14} aria-hidden />
          View as recipient
        </a>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
