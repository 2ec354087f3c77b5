import "server-only";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { TrackedCluster } from "../../poller/account-snapshot";
import { singleton } from "../../singleton";
import { beingCreated } from "./order-once";

/** A second click may come after the first has been answered. */
const ENDED_RETENTION_MS = 10_000;

type Outcome = Promise<TrackedCluster | null>;

interface Creation {
  order: string;
  outcome: Outcome;
  /** `null` while it is under way. */
  forgottenAt: EpochMs | null;
}

const creations = () => singleton("creations", () => new Map<string, Creation>());

/**
 * Sends an order once, however often it arrives at this server while it is under way or has just succeeded: a double click shares one
 * outcome. Throws a 409 for another order with the same id while one is under way.
 */
export function shareCreation(clusterId: string, order: Order, now: () => EpochMs, create: () => Outcome): Outcome {
  forgetOld(now());
  const text = JSON.stringify(order);
  const known = creations().get(clusterId);
  if (known?.order === text) return known.outcome;
  if (known?.forgottenAt === null) throw beingCreated(order);
  const creation: Creation = { order: text, outcome: create(), forgottenAt: null };
  creations().set(clusterId, creation);
  const end = (retentionMs: number) => {
    creation.forgottenAt = now() + retentionMs;
  };
  creation.outcome.then(
    (tracked) => end(tracked === null ? 0 : ENDED_RETENTION_MS),
    () => end(0),
  );
  return creation.outcome;
}

function forgetOld(now: EpochMs): void {
  for (const [clusterId, { forgottenAt }] of creations()) {
    if (forgottenAt !== null && forgottenAt <= now) creations().delete(clusterId);
  }
}
