import type { Access } from "@/lib/contract/access";
import { AccessSection } from "./access-section";
import { ServiceAnchor } from "./service-anchor";

/** Web pages that run on the cluster. */
export function AccessLinks({ links }: { links: Access["links"] }) {
  return (
    <AccessSection title="Services">
      <ul className="flex flex-col gap-2">
        {links.map(({ label, url }) => (
          <li key={`${label} ${url}`} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <span className="truncate text-sm font-medium">{label}</span>
            <ServiceAnchor url={url} />
          </li>
        ))}
      </ul>
    </AccessSection>
  );
}
