import "server-only";
import type { z } from "zod";
import { ProviderError } from "@/lib/server/providers/errors";
import { parseItems, parseItemsInTurns } from "@/lib/server/providers/items";
import type { OddFields } from "@/lib/server/providers/odd-fields";
import { createPermission } from "@/lib/server/providers/permission";
import type { ConnectContext } from "@/lib/server/providers/spec";
import type { DeploymentWithShards } from "./normalise-deployments";
import type { AllPages, Page } from "./pages";
import { readResourceId } from "./resource-id";
import {
  DEPLOYMENT_NUMBERS,
  deploymentPageSchema,
  idOf,
  shardPageSchema,
  type WireDeployment,
  type WireShard,
  wireDeploymentSchema,
  wireShardSchema,
} from "./wire";
import { zeroOrUnknown } from "./zero-or-unknown";

/** The limit for one reading of a cluster. Further deployments are judged by their own two counts. */
const MAX_SHARD_CALLS = 10;
const UNKNOWN_WITHOUT_DEPLOYMENTS =
  "so on-demand deployments are not shown, and GPUs and the health of replicas are not known";
const SHARDS_REFUSED = "This key may not list the shards of deployments, so what replicas wait for may not be known";

interface Options extends Pick<ConnectContext, "now"> {
  /** The account's path. */
  account: string;
  oddFields: OddFields;
  readList: (path: string, schema: z.ZodType<Page>, signal: AbortSignal) => Promise<AllPages>;
}

export interface ListedDeployments {
  deployments: readonly WireDeployment[];
  warnings: string[];
  /** `false` when there may be more than were read. */
  complete: boolean;
}

/** What runs in an account, which its key may not be allowed to see. */
export function createDeploymentLists({ account, now, oddFields, readList }: Options) {
  const lists = createPermission(now);
  const shardLists = createPermission(now);

  async function readShards(deployment: WireDeployment, signal: AbortSignal): Promise<WireShard[]> {
    const path = `${account}/deployments/${encodeURIComponent(idOf(deployment.name))}/shards`;
    const pages = await shardLists.ask(() =>
      readList(path, shardPageSchema, signal).catch((error: unknown) => {
        // It has just been deleted, which says nothing about the key.
        if (error instanceof ProviderError && error.kind === "not-found") return { items: [] };
        throw error;
      }),
    );
    const noteOdd = oddFields.begin(`shards ${idOf(deployment.name)}`);
    return parseItems(pages?.items ?? [], wireShardSchema, readResourceId, noteOdd).items;
  }

  return {
    /** Deployments may fail alone: the clusters are still known without them. A rate limit concerns the whole account. */
    read: async (signal: AbortSignal): Promise<ListedDeployments> => {
      const warnings = shardLists.isRefused() ? [SHARDS_REFUSED] : [];
      try {
        const pages = await lists.ask(() => readList(`${account}/deployments`, deploymentPageSchema, signal));
        if (pages === null) {
          warnings.push(`This key may not list deployments, ${UNKNOWN_WITHOUT_DEPLOYMENTS}`);
          return { deployments: [], warnings, complete: false };
        }
        const noteOdd = oddFields.begin("deployments");
        const raw = zeroOrUnknown(pages.items, wireDeploymentSchema, DEPLOYMENT_NUMBERS, noteOdd);
        const reading = { schema: wireDeploymentSchema, readId: readResourceId, noteOdd };
        const { items, unreadable } = await parseItemsInTurns(raw, reading);
        for (const { id, problem } of unreadable)
          warnings.push(`Deployment ${id ?? "without a name"} could not be read: ${problem}`);
        if (!pages.complete)
          warnings.push(
            "There are more deployments than were read, so some are missing here, and GPU counts may be too low",
          );
        const deployments = [...new Map(items.map((deployment) => [deployment.name, deployment])).values()];
        return { deployments, warnings, complete: pages.complete };
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind === "rate-limited") throw error;
        warnings.push(`The deployments could not be read, ${UNKNOWN_WITHOUT_DEPLOYMENTS}`);
        return { deployments: [], warnings, complete: false };
      }
    },

    /** One after another: a key that is refused is refused once. */
    withShards: async (
      deployments: readonly WireDeployment[],
      signal: AbortSignal,
    ): Promise<DeploymentWithShards[]> => {
      const withShards: DeploymentWithShards[] = [];
      let calls = 0;
      for (const deployment of deployments) {
        const isAsked = needsShards(deployment) && calls < MAX_SHARD_CALLS;
        if (isAsked) calls += 1;
        withShards.push({ deployment, shards: isAsked ? await readShards(deployment, signal) : [] });
      }
      return withShards;
    },
  };
}

/** The list usually says how many replicas are ready; if not, a separate call does. */
export function needsShards({ replicaStats }: WireDeployment): boolean {
  return !replicaStats;
}
