import "server-only";
import { z } from "zod";
import { isUsableId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";

/** `accounts/{account}/clusters/{cluster}`: the id is the last segment. */
const resourceName = z
  .string()
  .max(250)
  .refine((name) => isUsableId(idOf(name)));
/** proto3 JSON prints an enum's value by number where the server itself has no name for it. */
const openEnum = z.union([providerWord, z.number().transform(String)]).nullish();
const count = z.int().nonnegative().max(1_000_000).nullish();
/** A role is read only as present or absent, so that its ARN goes no further. */
const isGiven = z
  .string()
  .nullish()
  .transform((text) => Boolean(text));

/** int64 is text in proto3 JSON. Beyond 2^53 the last digits are lost, which no quota needs. */
const int64 = z
  .union([z.number(), z.string().regex(/^-?\d{1,19}$/)])
  .transform(Number)
  .nullish();

const operationStatusSchema = z.object({ code: openEnum, message: providerSentence.nullish() });

export const wireClusterSchema = z.object({
  name: resourceName,
  displayName: providerWord.nullish(),
  createTime: z.string().nullish(),
  state: openEnum,
  status: operationStatusSchema.nullish(),
  eksCluster: z
    .object({
      awsAccountId: z.string().nullish(),
      region: providerWord.nullish(),
      clusterName: providerWord.nullish(),
      metricWriterRole: isGiven,
      loadBalancerControllerRole: isGiven,
    })
    .nullish(),
  fakeCluster: z.object({ clusterName: providerWord.nullish() }).nullish(),
});
export type WireCluster = z.infer<typeof wireClusterSchema>;

const replicaStatsSchema = z.object({
  pendingSchedulingReplicaCount: count,
  downloadingModelReplicaCount: count,
  initializingReplicaCount: count,
  readyReplicaCount: count,
});
export type WireReplicaStats = z.infer<typeof replicaStatsSchema>;

export const wireDeploymentSchema = z.object({
  name: resourceName,
  displayName: providerWord.nullish(),
  state: openEnum,
  status: operationStatusSchema.nullish(),
  cluster: resourceName.nullish().or(z.literal("")),
  replicaCount: count,
  desiredReplicaCount: count,
  acceleratorType: openEnum,
  acceleratorCount: count,
  baseModel: providerWord.nullish(),
  region: openEnum,
  placement: z.object({ region: openEnum, multiRegion: openEnum }).nullish(),
  replicaStats: replicaStatsSchema.nullish(),
});
export type WireDeployment = z.infer<typeof wireDeploymentSchema>;

export const wireShardSchema = z.object({
  name: resourceName,
  state: openEnum,
  status: operationStatusSchema.nullish(),
  replicaStats: replicaStatsSchema.nullish(),
});
export type WireShard = z.infer<typeof wireShardSchema>;

/** Only this is read of an account, because the same answer contains its owner's e-mail address. */
export const wireAccountSchema = z.object({ suspendState: openEnum });
export type WireAccount = z.infer<typeof wireAccountSchema>;

export const wireAccountNameSchema = z.object({ name: resourceName });

export const wireQuotaSchema = z.object({
  name: resourceName,
  value: int64,
  maxValue: int64,
  usage: z.number().nullish(),
});
export type WireQuota = z.infer<typeof wireQuotaSchema>;

const list = z.array(z.unknown()).nullish();
const nextPageToken = z.string().nullish();
/** The pages of each list, brought into one shape: proto3 leaves an empty list out. */
export const clusterPageSchema = z
  .object({ clusters: list, nextPageToken })
  .transform(({ clusters, ...page }) => ({ items: clusters ?? [], ...page }));
export const deploymentPageSchema = z
  .object({ deployments: list, nextPageToken })
  .transform(({ deployments, ...page }) => ({ items: deployments ?? [], ...page }));
export const shardPageSchema = z
  .object({ deploymentShards: list, nextPageToken })
  .transform(({ deploymentShards, ...page }) => ({ items: deploymentShards ?? [], ...page }));
export const accountPageSchema = z
  .object({ accounts: list, nextPageToken })
  .transform(({ accounts, ...page }) => ({ items: accounts ?? [], ...page }));
export const quotaPageSchema = z
  .object({ quotas: list, nextPageToken })
  .transform(({ quotas, ...page }) => ({ items: quotas ?? [], ...page }));

export const connectionInfoSchema = z.object({
  endpoint: z.string().nullish(),
  caData: z.string().max(20_000).nullish(),
});
export type WireConnectionInfo = z.infer<typeof connectionInfoSchema>;

/** The last segment of a resource name. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
