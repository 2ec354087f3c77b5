import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";
import { wireFlag, wireTime } from "@/lib/server/providers/wire-values";

const word = providerWord.nullish();
const time = wireTime.nullish();

/** Read one by one, so that a bad node costs only itself. Every page of a list that is not the last names the next. */
export const nodePageSchema = z.object({
  items: z
    .array(z.unknown())
    .nullable()
    .transform((items) => items ?? []),
  metadata: z.object({ continue: z.string().max(10_000).nullish() }).nullish(),
});

/** An amount as Kubernetes writes it: "8", "191500m", "2113409892Ki". */
const quantity = z.union([z.string(), z.number()]).transform(String);

const conditionSchema = z.object({
  type: word,
  status: word,
  reason: word,
  message: providerSentence.nullish(),
  lastTransitionTime: time,
});
export type WireCondition = z.infer<typeof conditionSchema>;

/**
 * What is read of a node. The rest of it, most of all the images that it holds, is tens of kilobytes; annotations may hold anything, and
 * of labels only those that `labels.ts` names are looked at.
 */
export const nodeSchema = z.object({
  metadata: z.object({
    name: providerId,
    labels: z.record(z.string(), z.unknown()).nullish(),
    creationTimestamp: time,
    deletionTimestamp: time,
  }),
  spec: z.object({ providerID: word, unschedulable: wireFlag.nullish() }).nullish(),
  status: z
    .object({
      capacity: z.record(z.string(), quantity).nullish(),
      allocatable: z.record(z.string(), quantity).nullish(),
      conditions: z.array(conditionSchema).nullish(),
      addresses: z.array(z.object({ type: word, address: word })).nullish(),
      nodeInfo: z
        .object({
          kubeletVersion: word,
          osImage: word,
          kernelVersion: word,
          containerRuntimeVersion: word,
          architecture: word,
        })
        .nullish(),
    })
    .nullish(),
});
export type WireNode = z.infer<typeof nodeSchema>;

export const versionSchema = z.object({ gitVersion: word });

/** The namespace that every cluster has from the beginning: its id and age are the cluster's. */
export const namespaceSchema = z.object({ metadata: z.object({ uid: providerId, creationTimestamp: time }) });

const rule = z.object({
  verbs: z.array(z.string()).nullish(),
  apiGroups: z.array(z.string()).nullish(),
  resources: z.array(z.string()).nullish(),
  resourceNames: z.array(z.string()).nullish(),
});
export type WireRule = z.infer<typeof rule>;

export const rulesReviewSchema = z.object({
  status: z.object({ resourceRules: z.array(rule).nullish(), incomplete: z.boolean().nullish() }),
});

export const accessReviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });
