import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { ACCOUNT, type WireObject } from "./bodies";

/**
 * What goes wrong with creating: a refusal, by its status; or no proper answer, with the cluster created all the same (`…-created`)
 * or not.
 */
export type CreateFault = 400 | 401 | 403 | 409 | 429 | "500-created" | "reset-created" | "reset";

const CREATING_MS = 3 * 60_000;
const FAILURE = {
  code: "FAILED_PRECONDITION",
  message: "arn:aws:iam::004815162342:role/CANARY-manager is not assumable",
};

/** The clusters that were created through the API: CREATING at first, then READY or FAILED. */
export interface CreatedClusters {
  /** Answers the create call. Throws where the connection is to be reset. */
  create(request: Request, existing: readonly WireObject[]): Promise<Response>;
  bodies(): WireObject[];
}

interface CreatedClustersOptions {
  now: () => EpochMs;
  fault: () => CreateFault | null;
  /** How creating ends. */
  endsAs: () => "READY" | "FAILED";
  failure: (status: number, message: string) => Response;
}

export function createCreatedClusters({ now, fault, endsAs, failure }: CreatedClustersOptions): CreatedClusters {
  const created: { body: WireObject; at: EpochMs }[] = [];
  const stateOf = (at: EpochMs) => (now() - at < CREATING_MS ? "CREATING" : endsAs());
  const bodies = (): WireObject[] =>
    created.map(({ body, at }) => {
      const state = stateOf(at);
      return { ...body, state, status: state === "FAILED" ? FAILURE : {} };
    });

  return {
    bodies,
    create: async (request, existing) => {
      const present = fault();
      // The real API refuses without a word where a permission is missing.
      if (typeof present === "number") return failure(present, present === 403 ? "" : "CANARY-refusal");
      if (present === "reset") throw new Error("reset");
      const order = readOrder(await request.json());
      if (order === null) return failure(400, "CANARY: cluster.eks_cluster: aws_account_id and region are required");
      const name = `${ACCOUNT}/clusters/${order.clusterId}`;
      if ([...existing, ...bodies()].some((cluster) => cluster.name === name)) return failure(409, "CANARY exists");
      const time = new Date(now()).toISOString();
      created.push({ body: { name, ...order.cluster, createTime: time, updateTime: time }, at: now() });
      if (present === "500-created") return failure(500, "CANARY-internal");
      if (present === "reset-created") throw new Error("reset");
      return Response.json(bodies().at(-1));
    },
  };
}

/** As much as Fireworks' own specification requires. */
function readOrder(body: unknown): { clusterId: string; cluster: WireObject } | null {
  const { clusterId, cluster, ...others } = asObject(body);
  const { displayName, eksCluster, fakeCluster, ...unknown } = asObject(cluster);
  const { awsAccountId, region } = asObject(eksCluster);
  const isEks = typeof awsAccountId === "string" && typeof region === "string";
  const isKnown = Object.keys({ ...others, ...unknown }).length === 0;
  if (typeof clusterId !== "string" || !isKnown || isEks === (fakeCluster !== undefined)) return null;
  return { clusterId, cluster: { displayName, ...(isEks ? { eksCluster } : { fakeCluster }) } };
}

function asObject(value: unknown): WireObject {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
