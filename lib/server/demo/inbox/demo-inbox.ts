import "server-only";
import type { InboxMessage } from "@/lib/contract/alerts/demo-inbox";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ChannelRequest } from "../../alerts/channels/channel-kind";
import { channelKindOf } from "../../alerts/channels/channel-kinds";
import type { Ways } from "../../alerts/outbox/send-message";
import { LOOKS } from "./looks";

/** Of each kind of channel. */
const MAX_MESSAGES = 50;

/** Where the demo's messages end: none of them leaves this server. */
export interface DemoInbox {
  /** Newest first. */
  messages(): InboxMessage[];
  ways: Ways;
}

export function createDemoInbox(now: () => EpochMs): DemoInbox {
  const byKind = new Map<string, InboxMessage[]>();
  let count = 0;

  function keep(kindId: string, request: ChannelRequest): void {
    const kind = channelKindOf(kindId);
    const look = LOOKS[kindId]?.(request);
    if (kind === null || look === undefined) return;
    count += 1;
    const message = { ...look, id: String(count), channel: kind.id, label: kind.label, at: isoTime(now()) };
    byKind.set(kindId, [message, ...(byKind.get(kindId) ?? [])].slice(0, MAX_MESSAGES));
  }

  return {
    messages: () => [...byKind.values()].flat().sort((one, other) => Number(other.id) - Number(one.id)),
    ways: {
      http: {
        async send(url, { headers, body }) {
          keep(kindAt(url.hostname), { kind: "http", method: "POST", url: url.href, headers, body: body ?? "" });
          const status = kindAt(url.hostname) === "teams" ? 202 : 200;
          return { status, headers: new Headers(), body: null };
        },
      },
      async mail(request) {
        keep("email", request);
        return { status: 250, headers: new Headers(), body: "" };
      },
      async push(request) {
        keep("webpush", request);
        return { outcome: { state: "delivered" }, mayHaveArrived: false };
      },
    },
  };
}

const HOSTS: readonly [host: RegExp, kind: string][] = [
  [/^hooks\.slack\.com$/, "slack"],
  [/^discord(?:app)?\.com$/, "discord"],
  [/\.(?:logic\.azure|powerplatform)\.com$/, "teams"],
  [/^api\.telegram\.org$/, "telegram"],
  [/^ntfy\.sh$/, "ntfy"],
  [/^events\.(?:eu\.)?pagerduty\.com$/, "pagerduty"],
];

/** The kind of channel whose messages go to a host. */
function kindAt(hostname: string): string {
  return HOSTS.find(([host]) => host.test(hostname))?.[1] ?? "webhook";
}
