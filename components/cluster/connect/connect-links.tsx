import type { ConnectionDetails } from "@/lib/contract/connection-details";
import { ConnectSection } from "./connect-section";
import { ServiceAnchor } from "./service-anchor";

/** Web pages that run on the cluster. */
export function ConnectLinks({ links }: { links: ConnectionDetails["links"] }) {
  return (
    <ConnectSection title="Services">
      <ul className="flex flex-col gap-2">
        {links.map(({ label, url }) => (
          <li key={`${label} ${url}`} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <span className="truncate text-sm font-medium">{label}</span>
            <ServiceAnchor url={url} />
          </li>
        ))}
      </ul>
    </ConnectSection>
  );
}
