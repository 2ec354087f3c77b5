import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod/mini";
import type { clusterSchema } from "@/lib/contract/fleet";
import { clusterIdOf } from "@/lib/domain/cluster/identity";
import type { OrderForm } from "@/lib/domain/cluster/order/order-form";
import type { Order } from "@/lib/domain/cluster/order/parse-order";
import { recordAudit } from "../../auth/audit/audit";
import type { Person } from "../../auth/people/person";
import type { RouteInput } from "../../http/define-route";
import { HttpProblem } from "../../http-problem";
import { type CreateOptions, createCluster, lookForCluster } from "../../on-demand/create-cluster";
import type { AccountSnapshot, TrackedCluster } from "../../poller/account-snapshot";
import type { RunningAccount } from "../../poller/start-account";
import { ProviderError } from "../../providers/errors";
import type { Sending } from "../../providers/spec";
import { conflict } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { clusterView } from "../../views/fleet/cluster-view";
import { refusedCreation } from "./creation-problems";
import { shareCreation } from "./creations-in-flight";
import { orderOnce } from "./order-once";
import { readOrder } from "./read-order";
import { requireCreatingAccount } from "./require-creating-account";

type Call = RouteInput & { person: Person };

/** `POST /api/accounts/{accountId}/clusters`: the new cluster as the fleet shows it. */
export async function orderCluster(call: Call): Promise<z.output<typeof clusterSchema>> {
  const { application, param, readBody } = call;
  const accountId = param("accountId");
  const { snapshot, account, form } = requireCreatingAccount(application, accountId);
  const { label } = snapshot.provider;
  const order = readOrder(form, await readBody(), application.configuration.demo);
  const tracked = await shareCreation(
    clusterIdOf(accountId, order.clusterId),
    order,
    application.coordination.now,
    () =>
      orderOnce({
        claims: application.orderClaims,
        clusterId: clusterIdOf(accountId, order.clusterId),
        ...{ order, sleep },
        send: async (requireSendable) => {
          requireReadyAccount(snapshot, account, order);
          return create(call, snapshot, account, { order, form, requireSendable });
        },
        look: () => lookForCluster(order.clusterId, account.loop, 0, lookingIn(call, accountId)),
        onLost: () => recordOrder(call, "cluster-creation-unanswered", accountId, order),
      }),
  );
  if (tracked !== null) return clusterView(snapshot, tracked);
  const detail = `${label} took the order but gave no proper answer, and its list does not name “${order.clusterId}” yet. The cluster may exist nevertheless: if so, it will appear in the fleet.`;
  throw new HttpProblem(504, { code: "no-answer", detail, mayExist: true });
}

/**
 * Why the order should not be sent at all. An account that is refused or rate-limited is left alone until its own next
 * attempt.
 */
function requireReadyAccount(snapshot: AccountSnapshot, { budget }: RunningAccount, { clusterId }: Order): void {
  const { paused, problem, clusters, provider } = snapshot;
  if (paused) throw conflict(`Nothing was sent: this account was paused by ${paused.by}. Resume it first.`);
  if (problem) {
    const detail = `Nothing was sent. ${problem.detail}`;
    throw new HttpProblem(502, { code: problem.code, detail, mayExist: false });
  }
  // A cluster that the last list did not name may have gone: only the provider knows.
  if (clusters.get(clusterId)?.missed === null) {
    throw new HttpProblem(409, {
      code: "exists",
      detail: `${provider.label} already has a cluster with the id “${clusterId}”. Choose another id.`,
    });
  }
  if (budget.state().remaining < 1) {
    const detail = "Nothing was sent: this account has used up its requests for this minute. Try again in a minute.";
    throw new HttpProblem(429, { code: "rate-limited", detail }, { "Retry-After": "60" });
  }
}

async function create(
  call: Call,
  { id: accountId, provider }: AccountSnapshot,
  account: RunningAccount,
  { order, form, requireSendable }: { order: Order; form: OrderForm } & Pick<Sending, "requireSendable">,
): Promise<TrackedCluster | null> {
  const options = { ...lookingIn(call, accountId), requireSendable };
  const tracked = await createCluster(account, order, options).catch((error: unknown) => {
    throw error instanceof ProviderError ? refusedCreation(error, provider.label, order, form) : error;
  });
  await recordOrder(call, tracked === null ? "cluster-creation-unanswered" : "cluster-created", accountId, order);
  return tracked;
}

function lookingIn({ application }: Call, accountId: string): CreateOptions {
  return { store: application.poller.store, accountId, now: application.coordination.now, sleep };
}

function recordOrder(
  { application, person, request }: Call,
  action: "cluster-created" | "cluster-creation-unanswered",
  accountId: string,
  order: Order,
): Promise<void> {
  return recordAudit(application.store, {
    ...{ at: application.coordination.now(), actor: person.email, action },
    target: clusterIdOf(accountId, order.clusterId),
    from: clientAddress(request.headers),
  });
}
