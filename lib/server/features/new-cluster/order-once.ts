import "server-only";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { HttpProblem } from "../../http-problem";
import { log } from "../../log";
import type { OrderClaim, OrderClaims, OrderOutcome } from "../../on-demand/orders/order-claims";
import type { TrackedCluster } from "../../poller/account-snapshot";

const RENEW_EVERY_MS = 5 * SECOND_MS;
const LOOK_EVERY_MS = 250;
/** As long as a page waits for an answer that needs a provider. */
const PATIENCE_MS = 30 * SECOND_MS;

interface Ordering {
  claims: OrderClaims;
  clusterId: string;
  order: Order;
  /**
   * Sends the order, and calls `requireSendable` right before; `null` if no answer says what became of it. Throws an `HttpProblem` if
   * nothing was created.
   */
  send: (requireSendable: () => void) => Promise<TrackedCluster | null>;
  /** Looks for the cluster in the account's list; `null` if that does not name it. */
  look: () => Promise<TrackedCluster | null>;
  /** Called before it says that an order may have gone out. */
  onLost: () => Promise<void>;
  sleep: (durationMs: number) => Promise<unknown>;
}

/**
 * Sends an order unless another server is sending it, or just has: then that server's outcome counts. An order whose server has gone
 * may have gone out, so it is not sent again before somebody was told. `null` if no answer says what became of it.
 */
export async function orderOnce(ordering: Ordering): Promise<TrackedCluster | null> {
  const { claims, clusterId, order, look, sleep } = ordering;
  for (;;) {
    const claim = await claims.claim(clusterId, order);
    if (claim.state === "own") return sendClaimed(claim, ordering);
    if (claim.state === "under-way" && !claim.isSame) throw beingCreated(order);
    const outcome = claim.state === "under-way" ? await outcomeElsewhere(claim, sleep) : claim.state;
    // Sent anew, it is refused with the reason.
    if (outcome === "refused") continue;
    if (outcome === "unanswered") return null;
    const tracked = await look();
    if (tracked !== null) return tracked;
    if (outcome === "created") throw notListedYet(order);
    await ordering.onLost();
    throw lost(order);
  }
}

async function sendClaimed(
  { isCurrent, renew, end }: Extract<OrderClaim, { state: "own" }>,
  { order, send }: Ordering,
): Promise<TrackedCluster | null> {
  const requireSendable = () => {
    if (!isCurrent()) throw outOfTime(order);
  };
  // Where one fails, the next follows long before the claim ends.
  const renewal = setInterval(() => void renew().catch(() => {}), RENEW_EVERY_MS);
  let outcome: Parameters<typeof end>[0] = "unanswered";
  try {
    const tracked = await send(requireSendable);
    if (tracked !== null) outcome = "created";
    return tracked;
  } catch (error) {
    if (error instanceof HttpProblem) outcome = "refused";
    throw error;
  } finally {
    clearInterval(renewal);
    await end(outcome).catch((error: unknown) =>
      log().warn({ err: error }, "Other servers could not be told what became of an order"),
    );
  }
}

async function outcomeElsewhere(
  claim: Extract<OrderClaim, { state: "under-way" }>,
  sleep: Ordering["sleep"],
): Promise<OrderOutcome> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const outcome = await claim.outcome().catch(() => null);
    if (outcome !== null) return outcome;
    await sleep(LOOK_EVERY_MS);
  }
  return "unanswered";
}

export function beingCreated({ clusterId }: Order): HttpProblem {
  const detail = `“${clusterId}” is being created at this moment, with other values. Choose another id.`;
  return new HttpProblem(409, { code: "exists", detail });
}

function notListedYet({ clusterId }: Order): HttpProblem {
  const detail = `“${clusterId}” has just been created through another server. It appears in the fleet once its provider's list names it.`;
  return new HttpProblem(504, { code: "no-answer", detail, mayExist: true });
}

function outOfTime({ clusterId }: Order): HttpProblem {
  const detail =
    "Nothing was sent: for too long, this server could not confirm that the order was still its own, so another one may have ordered " +
    `“${clusterId}” since. If so, it will appear in the fleet; if not, try again.`;
  return new HttpProblem(504, { code: "no-answer", detail, mayExist: true });
}

function lost({ clusterId }: Order): HttpProblem {
  const detail =
    `Nothing was sent now: “${clusterId}” was ordered a moment ago through another server, which stopped before it said what became of ` +
    "that. The provider's list does not name it yet. The cluster may exist nevertheless: if so, it will appear in the fleet.";
  return new HttpProblem(504, { code: "no-answer", detail, mayExist: true });
}
