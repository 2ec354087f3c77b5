import "server-only";
import { nearest } from "@/lib/domain/text/nearest";
import { addressProblem, enteredAddress } from "../../accounts/entered-address";
import type { AccountSettings } from "../../accounts/stored-account";
import type { Application } from "../../http/application";
import { HttpProblem } from "../../http-problem";
import type { ParsedSettings, Provider } from "../../providers/spec";
import { badRequest } from "../../refusal";
import { providerEgress } from "../../security/egress-rules";

/** Throws a 400 that names the nearest provider if there is none with this id. */
export function requireProvider({ providers }: Pick<Application, "providers">, providerId: string): Provider {
  const found = providers.find(({ id }) => id === providerId);
  if (found !== undefined) return found;
  const ids = providers.map(({ id }) => id);
  throw badRequest(
    `provider must be one of ${ids.join(", ")}. The nearest to ${JSON.stringify(providerId)} is ${nearest(providerId, ids)}.`,
  );
}

/** These settings over those before; one that is `null` or empty goes back to its default. */
export function mergeSettings(before: AccountSettings, given: AccountSettings): AccountSettings {
  const entries = Object.entries({ ...before, ...given });
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== ""));
}

/** Settings that the provider takes, at an address where accounts may be read. Throws a 400 that names no value: it may be secret. */
export async function requireSettings(
  application: Pick<Application, "configuration">,
  provider: Provider,
  given: AccountSettings,
): Promise<AccountSettings> {
  const settings = mergeSettings({}, given);
  requireParsed(provider, settings);
  const address = enteredAddress(provider, settings);
  const problem =
    address === null ? null : await addressProblem(address, providerEgress(application.configuration.providerRanges));
  if (problem !== null) throw wrongSettings(problem, { [provider.addressSetting]: problem });
  return settings;
}

/** The same without asking where the address leads. */
export function requireParsed(provider: Provider, settings: AccountSettings): Extract<ParsedSettings, { ok: true }> {
  const names = Object.keys(provider.fields);
  const unknown = Object.keys(settings).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const advice = `the settings are ${names.join(", ")}; the nearest is ${nearest(unknown, names)}.`;
    throw badRequest(`${JSON.stringify(unknown)} is not a setting of ${provider.label}: ${advice}`);
  }
  const parsed = provider.parse({ ...settings }, { allowsHttp: true });
  if (parsed.ok) return parsed;
  const [{ setting, message } = { setting: "settings", message: "are not valid" }] = parsed.issues;
  const fields = parsed.issues.map((issue) => [issue.setting, `It ${issue.message}.`]);
  throw wrongSettings(`${setting} ${message}.`, Object.fromEntries(fields));
}

export function wrongSettings(detail: string, fields: Record<string, string>): HttpProblem {
  return new HttpProblem(400, { code: "bad-request", detail, fields });
}
