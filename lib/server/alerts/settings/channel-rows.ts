import "server-only";
import type { Kysely } from "kysely";
import { RULE_IDS, type RuleId } from "@/lib/domain/alerts/rule";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { SecretBox } from "../../secret-box/secret-box";
import { channelKindOf } from "../channels/channel-kinds";
import type { ChannelSettings } from "../channels/channel-settings";
import { channelOwner } from "../store/alert-part";
import type { AlertTables, ChannelTable } from "../store/schema";
import type { Channel } from "./channel";

type Database = Kysely<AlertTables>;

/** The channels that were added in the browser, in the order in which they were. Those of a kind that is no more are left out. */
export async function readChannels(db: Database, box: SecretBox): Promise<Channel[]> {
  const rows = await db.selectFrom("alertChannel").selectAll().orderBy("createdAt").orderBy("id").execute();
  return rows.flatMap((row) => channelOf(row, box) ?? []);
}

/** Returns false if there is one with this id. */
export async function insertChannel(db: Database, box: SecretBox, channel: Channel, now: EpochMs): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("alertChannel")
    .values({ ...rowOf(channel, box), createdAt: now })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

export async function updateChannel(db: Database, box: SecretBox, channel: Channel): Promise<void> {
  await db.updateTable("alertChannel").set(rowOf(channel, box)).where("id", "=", channel.id).execute();
}

export async function deleteChannel(db: Database, id: string): Promise<void> {
  await db.deleteFrom("alertChannel").where("id", "=", id).execute();
  await db.deleteFrom("alertChannelState").where("id", "=", id).execute();
}

function rowOf(channel: Channel, box: SecretBox): Omit<ChannelTable, "createdAt"> {
  const { id, kind, label, settings, secrets, minSeverity, rules, accounts, show } = channel;
  return {
    ...{ id, kind: kind.id, label, minSeverity },
    settings: JSON.stringify(settings),
    secrets: box.seal(JSON.stringify(secrets), channelOwner(id)),
    rules: rules === null ? null : JSON.stringify(rules),
    accounts: accounts === null ? null : JSON.stringify(accounts),
    showsNames: show.names ? 1 : 0,
    showsCosts: show.costs ? 1 : 0,
  };
}

function channelOf(row: ChannelTable, box: SecretBox): Channel | null {
  const { id, label, minSeverity, rules, accounts, showsNames, showsCosts } = row;
  const kind = channelKindOf(row.kind);
  if (kind === null) return null;
  const secrets = box.open(row.secrets, channelOwner(id));
  return {
    ...{ id, kind, label, minSeverity, source: "settings" },
    settings: parseObject(row.settings),
    secrets: secrets === null ? null : parseObject(secrets),
    rules: rules === null ? null : parseTexts(rules).filter(isRuleId),
    accounts: accounts === null ? null : parseTexts(accounts),
    show: { names: showsNames === 1, costs: showsCosts === 1 },
    isPerAlert: kind.isPerAlert,
  };
}

function parseObject(json: string): ChannelSettings {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function parseTexts(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}

function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}
