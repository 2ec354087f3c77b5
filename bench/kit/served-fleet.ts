import { type ServedFake, serveFakes } from "@/lib/server/demo/serve-fakes";
import { providers } from "@/lib/server/providers/registry";
import { settingsOfFake } from "@/lib/server/providers/settings";
import type { Provider, ProviderFake } from "@/lib/server/providers/spec";

const NODES_PER_CLUSTER = 8;
/** The bench sets the pace, not a provider's limit. */
const REQUESTS_PER_MINUTE = 10_000;

export interface FleetOptions {
  /** Of the whole fleet; spread evenly over the accounts. */
  clusters: number;
  /** One per provider unless given, except where an account is one cluster; more of them use the providers in turn. */
  accounts?: number;
  pollIntervalMs: number;
  /** 8 unless given. */
  nodesPerCluster?: number;
  /** Beside those, an account at each provider whose accounts are one cluster each, with as many nodes as the others' share. */
  hasSingleClusters?: true;
}

/** The fakes, over HTTP, with a fleet of any size. */
export interface ServedFleet {
  /** The `clusterdeck.yaml` that reads this fleet. */
  configuration: string;
  /** How many calls have arrived at the fakes. */
  calls(): number;
  /** From now on the providers have that many clusters. */
  resize(clusters: number): void;
  close(): Promise<void>;
}

interface ServedAccount {
  id: string;
  provider: Provider;
  fake: ProviderFake;
}

export async function serveFleet(options: FleetOptions): Promise<ServedFleet> {
  const startedAt = Date.now();
  const { nodesPerCluster = NODES_PER_CLUSTER } = options;
  const createFake = (provider: Provider, clusters: number, nodes = nodesPerCluster) =>
    provider.createFake({ now: Date.now, startedAt, fleet: { clusters, nodesPerCluster: nodes } });
  const isListing = (provider: Provider) => createFake(provider, 1).wire.clusterId !== null;
  const listing = providers.filter(isListing);
  const count = options.accounts ?? listing.length;
  const share = (clusters: number, index: number) => Math.floor((clusters + count - 1 - index) / count);
  const accounts: ServedAccount[] = Array.from({ length: Math.ceil(count / listing.length) }, () => listing)
    .flat()
    .slice(0, count)
    .map((provider, index) => ({
      id: `${provider.id}-${index + 1}`,
      provider,
      fake: createFake(provider, share(options.clusters, index)),
    }));
  if (options.hasSingleClusters) {
    const nodes = share(options.clusters, 0) * nodesPerCluster;
    for (const provider of providers) {
      if (!isListing(provider)) accounts.push({ id: provider.id, provider, fake: createFake(provider, 1, nodes) });
    }
  }
  let calls = 0;
  const counted = (account: ServedAccount): ServedFake => ({
    basePath: account.fake.basePath,
    handle: (request) => {
      calls += 1;
      return account.fake.handle(request);
    },
  });
  const served = await serveFakes({
    fakes: Object.fromEntries(accounts.map((account) => [account.id, counted(account)])),
    port: 0,
  });

  return {
    // JSON is YAML.
    configuration: JSON.stringify({
      accounts: accounts.map(({ id, provider, fake }) => ({
        ...settingsOfFake(provider, fake, served.urlOf(id)),
        id,
        provider: provider.id,
        pollIntervalMs: options.pollIntervalMs,
        requestsPerMinute: REQUESTS_PER_MINUTE,
      })),
    }),
    calls: () => calls,
    resize: (clusters) => {
      for (const [index, account] of accounts.entries()) {
        if (!isListing(account.provider)) continue;
        account.fake = createFake(account.provider, share(clusters, index));
      }
    },
    close: served.close,
  };
}
