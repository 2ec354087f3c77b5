import "server-only";
import { CHANNEL_KINDS } from "../../alerts/channels/channel-kinds";
import type { ConfiguredChannel } from "../../configuration/alerts/configured-alerts";

const DECK = "deck@clusterdeck.example";

/** What a person would have entered for each kind of channel. All of it is made up, and nothing is sent there. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  webhook: {
    url: "https://hooks.clusterdeck.example/alerts",
    secret: `whsec_${"Y2x1c3RlcmRlY2sgZGVtbyBzZWNyZXQ".padEnd(43, "A")}=`,
  },
  slack: { url: "https://hooks.slack.com/services/T000/B000/demo" },
  discord: { url: "https://discord.com/api/webhooks/0/demo" },
  teams: { url: "https://demo.westeurope.logic.azure.com/workflows/demo?sig=demo" },
  telegram: { token: `100000:${"demo".repeat(9)}`, chatId: "-100000" },
  ntfy: { topic: "clusterdeck-demo" },
  pagerduty: { routingKey: "demo".repeat(8) },
  email: { host: "smtp.clusterdeck.example", from: DECK, to: ["on-call@clusterdeck.example"] },
  webpush: {},
};

/** One channel of each kind, which take whatever there is to say. */
export function demoChannels(): ConfiguredChannel[] {
  return CHANNEL_KINDS.map((kind) => ({
    ...{ id: `demo-${kind.id}`, kind, label: `${kind.label}, in the demo`, minSeverity: "info" },
    ...{ rules: null, accounts: null, show: { names: true, costs: true } },
    settings: SETTINGS[kind.id] ?? {},
    isDemo: true,
  }));
}
