import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import type { ClusterDetail } from "@/lib/contract/cluster";

/** What the provider says of a cluster besides its state, and how we know it. */
export function ClusterFacts({ cluster }: { cluster: ClusterDetail }) {
  const { facts, createdAt, activeAt, terminatedAt, connection } = cluster;
  return (
    <aside className="flex flex-col gap-6">
      {facts.length > 0 && (
        <FactList title="Facts">
          {facts.map(({ label, value }) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
        </FactList>
      )}
      <FactList title="Times">
        <Fact label="Created">{createdAt === null ? "Not known" : <Time at={Date.parse(createdAt)} />}</Fact>
        {activeAt !== null && (
          <Fact label="Active from">
            <Time at={Date.parse(activeAt)} />
          </Fact>
        )}
        {terminatedAt !== null && (
          <Fact label="Terminated">
            <Time at={Date.parse(terminatedAt)} />
          </Fact>
        )}
        <Fact label="Last read">
          <Time at={Date.parse(cluster.observedAt)} />
        </Fact>
      </FactList>
      {connection.warnings.length > 0 && (
        <section aria-labelledby="connection-warnings">
          <h2 id="connection-warnings" className="flex min-h-8 items-center text-sm font-semibold">
            Remarks on {connection.label}
          </h2>
          <ul className="flex flex-col gap-1 text-sm text-muted">
            {connection.warnings.map((warning) => (
              <li key={warning} className="break-words">
                {warning}
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function FactList({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="flex min-h-8 items-center text-sm font-semibold">{title}</h2>
      <dl className="divide-y divide-line text-sm">{children}</dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 py-1.5">
      <dt className="shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
