import { EventEmitter, once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { startLoopbackServer } from "@/lib/testing/http/loopback-server";

const bodySchema = z.object({
  type: z.string(),
  data: z.object({
    alerts: z.array(
      z.object({
        id: z.string(),
        rule: z.string(),
        subject: z.object({ label: z.string() }),
        resolvedAt: z.string().nullable(),
      }),
    ),
  }),
});

/** What one message said of one alert. */
export interface SaidAlert {
  webhookId: string;
  /** "alert.firing". */
  type: string;
  alertId: string;
  /** What it is about. */
  label: string;
}

export interface MessageReceiver {
  url: string;
  /** In the order in which they arrived; a message that is sent twice is here twice. */
  said: readonly SaidAlert[];
  /** Resolves when the next message has arrived or was lost, before it is answered. */
  nextMessage(): Promise<unknown>;
  close(): Promise<void>;
}

interface Behaviour {
  answerAfterMs: () => number;
  /** Whether the next message is lost on its way: it is not answered either. */
  isLost: () => boolean;
}

/** Takes messages as webhooks. */
export async function receiveMessages({ answerAfterMs, isLost }: Behaviour): Promise<MessageReceiver> {
  const said: SaidAlert[] = [];
  const messages = new EventEmitter();
  const server = await startLoopbackServer(async (request, response) => {
    if (isLost()) {
      messages.emit("message");
      return;
    }
    const { type, data } = bodySchema.parse(JSON.parse(await text(request)));
    const webhookId = String(request.headers["webhook-id"]);
    for (const { id, subject } of data.alerts) said.push({ webhookId, type, alertId: id, label: subject.label });
    messages.emit("message");
    await sleep(answerAfterMs());
    response.writeHead(204).end();
  });
  return {
    url: server.origin,
    said,
    nextMessage: () => once(messages, "message"),
    close: () => server[Symbol.asyncDispose](),
  };
}

/** A clusterdeck.yaml that sends it messages as soon as there is something to say, so that much can go wrong in little time. */
export function settingsFor(receiver: Pick<MessageReceiver, "url">): string {
  return `alerts:
  groupWaitMs: 0
  groupIntervalMs: 0
  digestOver: 10000
  rules:
    cluster-down: { threshold: 1 }
  channels:
    - { id: ops, type: webhook, url: ${receiver.url}/hook, rules: [cluster-down] }
`;
}
