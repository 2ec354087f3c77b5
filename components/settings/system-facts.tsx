import type { ReactNode } from "react";
import type { Settings } from "@/lib/contract/settings";
import { formatBytes } from "@/lib/domain/text/format-bytes";

/** What runs here, and where it stores its data. */
export function SystemFacts({ settings }: { settings: Settings }) {
  const { version, build, publicUrl, trustedProxies, storage } = settings;
  return (
    <dl className="divide-y divide-line rounded-lg border border-line bg-panel text-sm">
      <Fact label="Version">
        {version}
        {build !== null && <span className="text-muted"> · build {build}</span>}
      </Fact>
      <Fact label="Public URL">{publicUrl}</Fact>
      <Fact label="Trusted proxies">{trustedProxies.length === 0 ? "None" : trustedProxies.join(", ")}</Fact>
      <Fact label={`Data in ${storage.kind}`}>{storage.location}</Fact>
      <Fact label="Data size">{storage.sizeBytes === null ? "Unknown" : formatBytes(storage.sizeBytes)}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 px-3.5 py-2">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
