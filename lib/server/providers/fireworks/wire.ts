import "server-only";
import { z } from "zod";
import { isUsableId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { wireCount, wireNumber, wireSize, wireTime } from "@/lib/server/providers/wire-values";

/** `accounts/{account}/clusters/{cluster}`: the id is the last segment. */
const resourceName = z
  .string()
  .max(250)
  .refine((name) => isUsableId(idOf(name)));
/** proto3 JSON prints an enum's value by number where the server itself has no name for it. */
const openEnum = providerWord.nullish();
const count = wireCount(1_000_000).nullish();
/** A role is read only as present or absent, so that its ARN goes no further. */
const isGiven = z
  .string()
  .transform((text) => text !== "")
  .nullish();

const operationStatusSchema = z.object({ code: openEnum, message: providerSentence.nullish() });

export const wireClusterSchema = z.object({
  name: resourceName,
  displayName: providerWord.nullish(),
  createTime: wireTime.nullish(),
  updateTime: wireTime.nullish(),
  state: openEnum,
  status: operationStatusSchema.nullish(),
  eksCluster: z
    .object({
      awsAccountId: providerWord.nullish(),
      region: providerWord.nullish(),
      clusterName: providerWord.nullish(),
      storageBucketName: providerWord.nullish(),
      fireworksManagerRole: isGiven,
      inferenceRole: isGiven,
      workloadIdentityPoolProviderId: isGiven,
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
  /** Of replicas that are not whole yet; a fraction. */
  partialReplicaCount: wireSize.nullish(),
});
export type WireReplicaStats = z.infer<typeof replicaStatsSchema>;

export const wireDeploymentSchema = z.object({
  name: resourceName,
  displayName: providerWord.nullish(),
  description: providerSentence.nullish(),
  createTime: wireTime.nullish(),
  updateTime: wireTime.nullish(),
  state: openEnum,
  status: operationStatusSchema.nullish(),
  minReplicaCount: count,
  maxReplicaCount: count,
  precision: openEnum,
  /** Tokens; 0 is the model's own. */
  maxContextLength: count,
  /** Left out where it runs on Fireworks' own machines. */
  cluster: resourceName.nullish().or(z.literal("")),
  replicaCount: count,
  desiredReplicaCount: count,
  acceleratorType: openEnum,
  acceleratorCount: count,
  baseModel: providerWord.nullish(),
  region: openEnum,
  placement: z.object({ region: openEnum, multiRegion: openEnum, regions: z.array(openEnum).nullish() }).nullish(),
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

/** What of a deployment must not pass for a zero where it cannot be read. */
export const DEPLOYMENT_NUMBERS = ["replicaCount", "desiredReplicaCount", "replicaStats"] as const;

/** Only this is read of an account, because the same answer contains its owner's e-mail address. */
export const wireAccountSchema = z.object({ suspendState: openEnum });
export type WireAccount = z.infer<typeof wireAccountSchema>;

export const wireAccountNameSchema = z.object({ name: resourceName });

export const wireQuotaSchema = z.object({
  name: resourceName,
  /** int64 is text in proto3 JSON. Beyond 2^53 the last digits are lost, which no quota needs. */
  value: wireNumber.nullish(),
  maxValue: wireNumber.nullish(),
  usage: wireNumber.nullish(),
});
export const QUOTA_NUMBERS = ["value", "usage"] as const;
export type WireQuota = z.infer<typeof wireQuotaSchema>;

const list = z.array(z.unknown()).nullish();
/** What surrounds a list must not cost the list: it is judged where pages are followed. */
const about = { nextPageToken: z.unknown().optional(), totalSize: z.unknown().optional() };
/** The pages of each list, brought into one shape: proto3 leaves an empty list out. */
export const clusterPageSchema = z
  .object({ clusters: list, ...about })
  .transform(({ clusters, ...page }) => ({ items: clusters ?? [], ...page }));
export const deploymentPageSchema = z
  .object({ deployments: list, ...about })
  .transform(({ deployments, ...page }) => ({ items: deployments ?? [], ...page }));
export const shardPageSchema = z
  .object({ deploymentShards: list, ...about })
  .transform(({ deploymentShards, ...page }) => ({ items: deploymentShards ?? [], ...page }));
export const accountPageSchema = z
  .object({ accounts: list, ...about })
  .transform(({ accounts, ...page }) => ({ items: accounts ?? [], ...page }));
export const quotaPageSchema = z
  .object({ quotas: list, ...about })
  .transform(({ quotas, ...page }) => ({ items: quotas ?? [], ...page }));

export const connectionInfoSchema = z.object({
  endpoint: z.string().nullish(),
  caData: z.string().nullish(),
});
export type WireConnectionInfo = z.infer<typeof connectionInfoSchema>;

/** The last segment of a resource name. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** An enum's word in one case, for comparing. */
export function enumOf(word: string | null | undefined): string {
  return word?.toUpperCase() ?? "";
}
