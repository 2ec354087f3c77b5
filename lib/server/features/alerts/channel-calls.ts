import "server-only";
import type { z } from "zod/mini";
import type {
  ChannelDelivery,
  Channel as ChannelView,
  channelChangeSchema,
  channelsSchema,
  newChannelSchema,
} from "@/lib/contract/alerts/alert-channels";
import type { Done } from "@/lib/contract/sessions";
import { nearest } from "@/lib/domain/text/nearest";
import type { ChannelKind } from "../../alerts/channels/channel-kind";
import { CHANNEL_KINDS, channelKindOf } from "../../alerts/channels/channel-kinds";
import { type ChannelSettings, parseChannelSettings } from "../../alerts/channels/channel-settings";
import type { ChannelTest } from "../../alerts/outbox/send-test";
import { splitSettings, UNREADABLE, wholeSettings } from "../../alerts/settings/channel";
import { findDeliveriesTo } from "../../alerts/store/find-deliveries";
import type { AlertTables } from "../../alerts/store/schema";
import { noteChange } from "../../auth/audit/note-change";
import type { Application } from "../../http/application";
import type { PersonInput } from "../../http/define-route";
import { HttpProblem } from "../../http-problem";
import { badRequest, conflict, notFound } from "../../refusal";
import { requireOpen } from "../../store/storage-refusal";
import { channelView } from "./channel-view";
import { channelDeliveryView } from "./delivery-view";
import { requireAccount } from "./require-account";
import { requireSecrets } from "./require-secrets";
import { requireTarget } from "./require-target";

const MAX_DELIVERIES = 100;
const ALL = { names: true, costs: true };

export function listChannelViews({ alerting }: Application): z.output<typeof channelsSchema> {
  return {
    channels: alerting.configuration.channels.list().map(channelView),
    types: CHANNEL_KINDS.flatMap(({ id, label, form }) => (form === undefined ? [] : [{ type: id, label, form }])),
  };
}

export async function addChannel(call: PersonInput<z.output<typeof newChannelSchema>>): Promise<ChannelView> {
  const { application } = call;
  const { id, type, label, minSeverity, rules, accounts, show, ...settings } = await call.readBody();
  const kind = channelKindOf(type);
  if (kind === null) throw badRequest(unknownType(type));
  for (const account of accounts ?? []) requireAccount(application, account);
  const whole = requireSettings(kind, settings);
  await requireTarget(application, kind, whole);
  const added = await application.alerting.configuration.channels.add(
    {
      ...{ id, kind, label: label?.trim() || id, source: "settings", isPerAlert: kind.isPerAlert },
      ...{ minSeverity: minSeverity ?? "info", rules: rules ?? null, accounts: accounts ?? null },
      show: show ?? ALL,
      ...splitSettings(kind, whole),
    },
    application.coordination.now(),
  );
  await noteChange(call, "channel-added", `${id} (${kind.label})`);
  return channelView(added);
}

/** What is left out stays, secrets too, unless messages would go elsewhere. */
export async function changeChannel(call: PersonInput<z.output<typeof channelChangeSchema>>): Promise<ChannelView> {
  const { application, person } = call;
  const { channels } = application.alerting.configuration;
  const id = call.param("channelId");
  const { enabled, label, minSeverity, rules, accounts, show, ...settings } = await call.readBody();
  const found = channels.find(id);
  if (found === null) throw notFound("There is no channel with this id.");
  for (const account of accounts ?? []) requireAccount(application, account);
  const routing = {
    ...(label !== undefined && { label: label.trim() || id }),
    ...(minSeverity !== undefined && { minSeverity }),
    ...(rules !== undefined && { rules }),
    ...(accounts !== undefined && { accounts }),
    ...(show !== undefined && { show }),
    ...(Object.keys(settings).length > 0 && (await changedSettings(application, found.channel, settings))),
  };
  let changed = Object.keys(routing).length === 0 ? found : await channels.change(id, routing);
  if (enabled !== undefined) changed = await channels.disable(id, enabled ? null : `${person.email} switched it off.`);
  await noteChange(call, "channel-changed", `${id} (${found.channel.kind.label})${switched(enabled)}`);
  return channelView(changed);
}

export async function removeChannel(call: PersonInput): Promise<Done> {
  const { id, kind } = await call.application.alerting.configuration.channels.remove(call.param("channelId"));
  await noteChange(call, "channel-removed", `${id} (${kind.label})`);
  return { status: "done" };
}

export async function testChannel(call: PersonInput): Promise<ChannelTest> {
  const id = call.param("channelId");
  const result = await call.application.alerting.test(id);
  await noteChange(call, "channel-tested", id);
  return result;
}

export async function listDeliveries({ stored }: Application, channelId: string): Promise<ChannelDelivery[]> {
  const { alerting, store } = requireOpen(stored);
  if (alerting.configuration.channels.find(channelId) === null) throw notFound("There is no channel with this id.");
  const found = await findDeliveriesTo(store.db.withTables<AlertTables>(), channelId, MAX_DELIVERIES);
  return found.map(({ delivery, alerts }) =>
    channelDeliveryView(
      delivery,
      alerts.map((stored) => alerting.view(stored, ALL).title),
    ),
  );
}

type Changed = Parameters<typeof wholeSettings>[0];

/** The settings as they are with these instead; `null` takes one back to its default. */
async function changedSettings(application: Application, channel: Changed, settings: ChannelSettings) {
  const before = wholeSettings(channel) ?? channel.settings;
  const after = Object.entries({ ...before, ...settings }).filter(([, value]) => value !== null);
  if (channel.secrets === null && !channel.kind.secrets.some((name) => name in settings)) throw conflict(UNREADABLE);
  const whole = requireSettings(channel.kind, Object.fromEntries(after));
  requireSecrets({ before, secrets: channel.secrets, after: whole, given: Object.keys(settings) });
  await requireTarget(application, channel.kind, whole);
  return splitSettings(channel.kind, whole);
}

/** Throws a 400 that names the mistakes, without the value of a setting: it may be a secret. */
function requireSettings(kind: ChannelKind, settings: ChannelSettings): ChannelSettings {
  const parsed = parseChannelSettings(kind, settings);
  if (parsed.ok) return parsed.settings;
  const [{ setting, message } = { setting: "settings", message: "are not valid" }] = parsed.mistakes;
  const fields = Object.fromEntries(parsed.mistakes.map((mistake) => [mistake.setting, `It ${mistake.message}.`]));
  throw new HttpProblem(400, { code: "bad-request", detail: `${setting} ${message}.`, fields });
}

function unknownType(type: string): string {
  const types = CHANNEL_KINDS.map(({ id }) => id);
  return `type must be one of ${types.join(", ")}. The nearest to ${JSON.stringify(type)} is ${nearest(type, types)}.`;
}

function switched(enabled: boolean | undefined): string {
  if (enabled === undefined) return "";
  return enabled ? ": switched on" : ": switched off";
}
