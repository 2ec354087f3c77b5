import type { ChannelMessage, MessageItem } from "@/lib/server/alerts/message/channel-message";

const SINCE = Date.UTC(2026, 10, 29, 12);

export function exampleItem(title: string, detail = "", more: Partial<MessageItem> = {}): MessageItem {
  const alert = {
    ...{ id: "1", rule: "cluster-down", severity: "critical", state: "firing", title, detail },
    subject: { kind: "cluster", id: null, label: "Cluster 3 at Shadeform", accountId: null, clusterId: null },
  };
  return {
    ...{ key: "a".repeat(64), rule: "cluster-down", severity: "critical", title, detail, alert },
    ...{ firingSince: SINCE, resolvedAt: null, ...more },
  };
}

export function exampleMessage(items: readonly MessageItem[], more: Partial<ChannelMessage> = {}): ChannelMessage {
  return {
    ...{ id: "11111111-2222-4333-8444-555555555555", event: "firing", items, groupKey: "b".repeat(64) },
    ...{ url: "https://deck.example/alerts", at: Date.now(), ...more },
  };
}
