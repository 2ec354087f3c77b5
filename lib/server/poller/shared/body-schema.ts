import "server-only";
import { z } from "zod";
import { PROBLEM_CODES } from "@/lib/contract/problem";
import { ACCOUNT_STATES } from "@/lib/domain/cluster/cluster";
import { usdMicros } from "@/lib/domain/money/cost";
import { storedReadingSchema } from "../../history/stored-reading";
import { sharedReadingSchema } from "./reading-schema";

const time = z.number();

/**
 * What each poll moves of a cluster: when it was observed, when its details were read, and of its reading and of its details
 * `metricsAt` and `statusBeganBy`.
 */
const clusterTimesSchema = z.tuple([
  time,
  time.nullable(),
  ...[time.nullable(), time.nullable(), time.nullable(), time.nullable()],
] as const);
export type ClusterTimes = z.infer<typeof clusterTimesSchema>;

/** What each poll moves of an account although nothing has changed. */
export const timesSchema = z.object({
  lastAttemptAt: time.nullable(),
  lastSuccessAt: time.nullable(),
  nextAttemptAt: time.nullable(),
  bindingUntil: time,
  failuresInARow: z.int(),
  billingReadAt: time.nullable(),
  /** Of the clusters that were not just read with the list and nothing else. */
  clusters: z.record(z.string(), clusterTimesSchema),
});
export type Times = z.infer<typeof timesSchema>;

export const accountBodySchema = z.object({
  providerId: z.string(),
  state: z.enum(ACCOUNT_STATES),
  problem: z.object({ code: z.enum(PROBLEM_CODES), detail: z.string(), since: time }).nullable(),
  warnings: z.array(z.string()),
  billing: z
    .object({
      balanceUsdMicros: z.int().transform(usdMicros).nullable(),
      foreignBalance: z.object({ amount: z.string(), currency: z.string() }).exactOptional(),
      suspension: z.string().nullable(),
      quotas: z.array(z.object({ label: z.string(), used: z.number().nullable(), allowed: z.number() })),
    })
    .nullable(),
  pollIntervalMs: z.number(),
  /** The provider's ids of the clusters that it has and that it had, in the order in which they are shown. */
  clusters: z.array(z.string()),
  gone: z.array(z.string()),
});
export type AccountBody = z.infer<typeof accountBodySchema>;

export const clusterBodySchema = z.object({
  reading: sharedReadingSchema,
  details: z.object({ reading: sharedReadingSchema, isRestored: z.literal(true).exactOptional() }).nullable(),
  statusSince: time,
  statusMayBeOlder: z.boolean(),
  missed: z.object({ polls: z.int(), since: time }).nullable(),
  isRestored: z.literal(true).exactOptional(),
  lastSaid: storedReadingSchema.pick({ status: true, limits: true }).exactOptional(),
  /** Of one that has gone: no poll moves them any more. */
  times: clusterTimesSchema.exactOptional(),
});
export type ClusterBody = z.infer<typeof clusterBodySchema>;

/** `null` for what another version may have written in a shape that this one does not know. */
export function parseBody<Body>(schema: z.ZodType<Body>, json: string): Body | null {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
