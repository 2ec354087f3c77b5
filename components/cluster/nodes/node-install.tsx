import { clsx } from "clsx";
import type { Node } from "@/lib/contract/cluster";

interface NodeInstallProps {
  node: Node;
  className?: string;
}

/** How far a node's installation has come, or where it failed, in the provider's words. Renders nothing once it is done. */
export function NodeInstall({ node: { name, install }, className }: NodeInstallProps) {
  if (install === null || (install.progressPercent === 100 && install.failure === null)) return null;
  const { status, progressPercent, failure, estimate } = install;
  return (
    <span className={clsx("block text-xs text-muted", className)}>
      {progressPercent !== null && (
        <span className="flex items-center gap-2">
          <span
            role="progressbar"
            aria-label={`Installation of ${name}`}
            aria-valuenow={progressPercent}
            className="block h-1.5 min-w-8 grow overflow-hidden rounded-full bg-line"
          >
            <span
              className={clsx("drawn-fill block h-full rounded-full", failure === null ? "bg-working" : "bg-down")}
              style={{ width: `${progressPercent}%` }}
            />
          </span>
          {progressPercent} %
        </span>
      )}
      {estimate !== null && <span className="block">{estimate}, by estimate</span>}
      {/* On a phone the bar says enough, unless it has stopped. */}
      <span className={clsx(progressPercent !== null && failure === null && "max-sm:hidden")}>
        Install: <code className="font-mono text-2xs break-words">{status}</code>
      </span>
    </span>
  );
}
