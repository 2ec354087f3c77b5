import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { PasswordLink } from "@/lib/contract/people";

/** The link, shown only once: after that, a new one has to be created. */
export function PasswordLinkNotice({ link: { url, expiresAt }, name }: { link: PasswordLink; name: string }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>
        Give this link to <bdi>{name}</bdi>. It works once, until <Time at={Date.parse(expiresAt)} />, and is shown only
        this once.
      </p>
      <div className="flex items-center gap-2 rounded-md border border-line bg-raised py-1 pr-1 pl-3">
        <code className="min-w-0 grow font-mono break-all">{url}</code>
        <CopyButton text={url} label="Copy the link" withWord />
      </div>
    </div>
  );
}
