import "server-only";
import { registerKeyShapes } from "./key-shapes";
import { isReadableOnTheWay, NEEDS_HTTPS } from "./settings";
import type { Provider, ProviderFake, ProviderSettings, ProviderSpec } from "./spec";

/**
 * Ties a provider's settings to its adapter, so that the registry can hold providers with different settings, and
 * registers its keys for redaction.
 */
export function defineProvider<
  const Id extends string,
  Settings extends ProviderSettings,
  Fake extends ProviderFake = ProviderFake,
>(spec: ProviderSpec<Id, Settings, Fake>): Provider<Id, Fake> {
  registerKeyShapes(spec.key.shapes);
  const { page, needs, setting = "apiKey" } = spec.key;
  return {
    id: spec.id,
    label: spec.label,
    reads: spec.reads,
    key: { page, needs, setting, variable: spec.fields[setting]?.variable ?? "" },
    fields: spec.fields,
    addressSetting: spec.addressSetting ?? "baseUrl",
    required: issuesOf(spec, {}).map(({ setting }) => setting),
    requestsPerMinute: spec.requestsPerMinute,
    pace: spec.pace ?? null,
    orderForm: spec.orderForm ?? null,
    readRateLimit: spec.readRateLimit,
    createFake: spec.createFake,
    parse: (raw, { allowsHttp = false } = {}) => {
      const parsed = spec.settings.safeParse(raw);
      const issues = [...issuesOf(spec, raw), ...(allowsHttp ? [] : httpIssues(spec, raw))];
      if (!parsed.success || issues.length > 0) return { ok: false, issues };
      const settings = parsed.data;
      // Wherever in the settings it stood.
      if (!allowsHttp && isReadableOnTheWay(settings.baseUrl))
        return { ok: false, issues: [{ setting: spec.addressSetting ?? "baseUrl", message: NEEDS_HTTPS }] };
      return {
        ok: true,
        baseUrl: settings.baseUrl,
        apiKey: settings.apiKey,
        secrets: [...new Set([settings.apiKey, ...secretTexts(spec, raw)])],
        ca: settings.ca ?? null,
        connect: (context) => spec.connect(settings, context),
      };
    },
  };
}

/** Besides what the schema says, which does not know where http is allowed. */
function httpIssues({ addressSetting = "baseUrl" }: { addressSetting?: string }, raw: Record<string, unknown>) {
  const address = raw[addressSetting];
  const isRefused = typeof address === "string" && URL.canParse(address) && isReadableOnTheWay(address);
  return isRefused ? [{ setting: addressSetting, message: NEEDS_HTTPS }] : [];
}

/** What was entered as a secret, as the schemas of keys read it. */
function secretTexts({ fields }: Pick<ProviderSpec<string, ProviderSettings>, "fields">, raw: Record<string, unknown>) {
  const names = Object.keys(fields).filter((name) => fields[name]?.isSecret);
  return names.flatMap((name) => {
    const value = raw[name];
    return typeof value === "string" && value.trim() !== "" ? [value.trim()] : [];
  });
}

function issuesOf({ settings }: Pick<ProviderSpec<string, ProviderSettings>, "settings">, raw: object) {
  const issues = settings.safeParse(raw).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ setting: path.map(String).join("."), message }));
}
