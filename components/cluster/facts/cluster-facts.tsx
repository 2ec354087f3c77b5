import { useAges } from "@/components/status/source/ages";
import { Time } from "@/components/ui/time";
import type { ClusterDetail } from "@/lib/contract/cluster";
import { factGroups } from "./fact-groups";
import { Fact, FactList } from "./fact-list";

/** Longer groups start collapsed; general facts about the cluster never do. */
const UNFOLDED_FACTS = 8;

/** What the provider says about a cluster apart from its state, and when we read it. */
export function ClusterFacts({ cluster }: { cluster: ClusterDetail }) {
  const { facts, createdAt, activeAt, terminatedAt, account } = cluster;
  return (
    <aside className="flex min-w-0 flex-col gap-6">
      {factGroups(facts).map(({ title, facts: grouped }) => (
        <FactList key={title} title={title} isFolded={grouped.length > UNFOLDED_FACTS && grouped[0]?.group !== null}>
          {grouped.map(({ label, value }) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
        </FactList>
      ))}
      <FactList title="Times">
        <Fact label="Created">{createdAt === null ? "Not known" : <Time at={Date.parse(createdAt)} />}</Fact>
        {activeAt !== null && (
          <Fact label="Active since">
            <Time at={Date.parse(activeAt)} />
          </Fact>
        )}
        {terminatedAt !== null && (
          <Fact label="Terminated">
            <Time at={Date.parse(terminatedAt)} />
          </Fact>
        )}
        <Fact label="Last read">
          <LastRead clusterId={cluster.id} />
        </Fact>
      </FactList>
      {account.warnings.length > 0 && (
        <section aria-labelledby="account-warnings">
          <h2 id="account-warnings" className="flex min-h-8 items-center text-sm font-semibold">
            <span>
              Notes on <bdi>{account.label}</bdi>
            </span>
          </h2>
          <ul className="flex flex-col gap-1 text-sm text-muted">
            {account.warnings.map((warning) => (
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

function LastRead({ clusterId }: { clusterId: string }) {
  const at = useAges((ages) => ages.observedAt(clusterId));
  return at !== null && <Time at={at} />;
}
