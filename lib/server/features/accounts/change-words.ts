import "server-only";
import { formatInterval } from "@/lib/domain/text/format";
import { type AccountSettings, type StoredAccount, wholeSettings } from "../../accounts/stored-account";

/** What became otherwise of an account, for the audit log: never a value that may be secret. */
export function changeWords(before: StoredAccount, after: StoredAccount, given: AccountSettings): string[] {
  const { fields } = after.provider;
  const settings = Object.keys(given).filter((name) => wholeSettings(before)?.[name] !== wholeSettings(after)?.[name]);
  return [
    ...(before.label === after.label ? [] : [`called ${JSON.stringify(after.label)}`]),
    ...settings.map((name) =>
      settingWords(fields[name]?.label ?? name, fields[name]?.isSecret === true, after.settings[name]),
    ),
    ...(before.pollIntervalMs === after.pollIntervalMs ? [] : [`read ${paceWords(after.pollIntervalMs)}`]),
    ...(before.requestsPerMinute === after.requestsPerMinute
      ? []
      : [`request limit ${after.requestsPerMinute ?? "as configured"}`]),
    ...switched(before.paused, after.paused, ["paused", "resumed"]),
    ...switched(before.retired, after.retired, ["retired", "taken back"]),
  ];
}

function settingWords(label: string, isSecret: boolean, value: unknown): string {
  if (isSecret) return `new ${label}`;
  return value === undefined ? `${label} as by default` : `${label} ${JSON.stringify(value)}`;
}

function paceWords(intervalMs: number | null): string {
  return intervalMs === null ? "as often as configured" : `every ${formatInterval(intervalMs)}`;
}

function switched(before: unknown, after: unknown, [on, off]: [string, string]): string[] {
  if ((before === null) === (after === null)) return [];
  return [after === null ? off : on];
}
