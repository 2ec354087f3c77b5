import "server-only";
import { generateRequestDetails, type VapidKeys } from "web-push";
import { formatCounted } from "@/lib/domain/text/format";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import type { HttpRequest, PushRequest } from "../channels/channel-kind";
import type { Attempt, Ways } from "../outbox/send-message";
import type { PushSubscriptions, StoredPushSubscription } from "./push-subscriptions";

/** For as long as we would try ourselves. */
const TTL_SECONDS = DAY_MS / SECOND_MS;

interface PushWayOptions {
  subscriptions: PushSubscriptions;
  keys: VapidKeys;
  /** Where push services find who runs this: an https or mailto address. */
  subject: string;
  /** The people who may still sign in: nobody else is sent anything. */
  mayReceive: () => Promise<ReadonlySet<string>>;
  now: () => EpochMs;
}

interface Tried {
  id: string;
  attempt: Attempt;
}

/** The way to browsers. One that no longer wants pushes is forgotten, and one that has the message is not sent it again. */
export function createPushWay({ subscriptions, keys, subject, mayReceive, now }: PushWayOptions): Ways["push"] {
  return async (request, send) => {
    const { messageId } = request;
    const stored = await subscriptions.without(messageId);
    const allowed = await mayReceive();
    const tried = await Promise.all(
      stored
        .filter(({ personId }) => allowed.has(personId))
        .map(async ({ id, subscription }): Promise<Tried> => {
          const encrypted = subscription && encryptedFor(subscription, request, { keys, subject });
          return { id, attempt: encrypted === null ? UNREADABLE : await send(encrypted) };
        }),
    );
    const gone = tried.filter(({ attempt: { outcome } }) => outcome.state === "final" && outcome.disables === true);
    await subscriptions.forget(gone.map(({ id }) => id));
    const others = tried.filter((one) => !gone.includes(one));
    const received = others.filter(({ attempt }) => attempt.outcome.state === "delivered").map(({ id }) => id);
    if (received.length < others.length) await subscriptions.noteReceipts(received, messageId, now());
    return summed(others, received.length);
  };
}

const UNREADABLE: Attempt = {
  outcome: { state: "final", reason: "It was stored with another key.", disables: true },
  mayHaveArrived: false,
};

function encryptedFor(
  subscription: NonNullable<StoredPushSubscription["subscription"]>,
  { payload, urgency, topic }: PushRequest,
  { keys, subject }: { keys: VapidKeys; subject: string },
): HttpRequest {
  const { headers, body } = generateRequestDetails(subscription, payload, {
    ...{ TTL: TTL_SECONDS, urgency, topic, contentEncoding: "aes128gcm" },
    vapidDetails: { subject, ...keys },
  });
  // Its length is known from the body.
  const { "Content-Length": _, ...rest } = headers;
  return {
    ...{ kind: "http", method: "POST", url: subscription.endpoint },
    headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    body: new Uint8Array(body ?? Buffer.alloc(0)),
  };
}

/** What became of a message that several browsers were sent. */
function summed(tried: readonly Tried[], received: number): Attempt {
  const count = formatCounted(tried.length, "browser");
  const failed = tried.flatMap(({ attempt: { outcome } }) => (outcome.state === "delivered" ? [] : [outcome]));
  const [first] = failed;
  if (first === undefined) {
    return received === 0
      ? {
          outcome: { state: "final", reason: "No browser has asked for pushes.", isToNobody: true },
          mayHaveArrived: false,
        }
      : { outcome: { state: "delivered", note: `Accepted for ${count}` }, mayHaveArrived: false };
  }
  const mayHaveArrived = received > 0 || tried.some(({ attempt }) => attempt.mayHaveArrived);
  const retries = failed.flatMap((outcome) => (outcome.state === "retry" ? [outcome] : []));
  const reason = `${failed.length} of ${count}: ${first.reason}`;
  if (retries.length > 0) {
    const afterMs = Math.max(...retries.map((outcome) => outcome.afterMs ?? 0));
    return { outcome: { state: "retry", reason, ...(afterMs > 0 && { afterMs }) }, mayHaveArrived };
  }
  return received > 0
    ? { outcome: { state: "delivered", note: `Accepted for ${received} of ${count}` }, mayHaveArrived: false }
    : { outcome: { state: "final", reason }, mayHaveArrived };
}
