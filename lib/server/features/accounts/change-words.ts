import "server-only";
import { formatInterval } from "@/lib/domain/text/format";
import { type AccountSettings, type StoredAccount, wholeSettings } from "../../accounts/stored-account";
import type { SettingField } from "../../providers/spec";

/** What became otherwise of an account, for the audit log: never a value that may be secret. */
export function changeWords(before: StoredAccount, after: StoredAccount, given: AccountSettings): string[] {
  const { fields } = after.provider;
  const [was, is] = [wholeSettings(before), wholeSettings(after)];
  const changed = Object.entries(fields).filter(([name]) => name in given && was?.[name] !== is?.[name]);
  return [
    ...(before.label === after.label ? [] : [`called ${JSON.stringify(after.label)}`]),
    ...changed.map(([name, field]) => settingWords(field, after.settings[name])),
    ...(before.pollIntervalMs === after.pollIntervalMs ? [] : [`read ${paceWords(after.pollIntervalMs)}`]),
    ...(before.requestsPerMinute === after.requestsPerMinute
      ? []
      : [`request limit ${after.requestsPerMinute ?? "as configured"}`]),
    ...switched(before.paused, after.paused, ["paused", "resumed"]),
    ...switched(before.retired, after.retired, ["retired", "taken back"]),
  ];
}

function settingWords({ label, isSecret, isLong }: SettingField, value: unknown): string {
  if (isSecret || (isLong && value !== undefined)) return `new ${label}`;
  return value === undefined ? `${label} as by default` : `${label} ${JSON.stringify(value)}`;
}

function paceWords(intervalMs: number | null): string {
  return intervalMs === null ? "as often as configured" : `every ${formatInterval(intervalMs)}`;
}

function switched(before: unknown, after: unknown, [on, off]: [string, string]): string[] {
  if ((before === null) === (after === null)) return [];
  return [after === null ? off : on];
}
