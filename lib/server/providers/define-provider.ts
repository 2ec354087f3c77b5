import "server-only";
import { registerKeyShapes } from "./key-shapes";
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
  return {
    id: spec.id,
    label: spec.label,
    keyPage: spec.key.page,
    environment: spec.environment,
    required: issuesOf(spec, {}).map(({ setting }) => setting),
    requestsPerMinute: spec.requestsPerMinute,
    pace: spec.pace ?? null,
    orderForm: spec.orderForm ?? null,
    readRateLimit: spec.readRateLimit,
    createFake: spec.createFake,
    parse: (raw) => {
      const parsed = spec.settings.safeParse(raw);
      if (!parsed.success) return { ok: false, issues: issuesOf(spec, raw) };
      const settings = parsed.data;
      return {
        ok: true,
        baseUrl: settings.baseUrl,
        apiKey: settings.apiKey,
        connect: (context) => spec.connect(settings, context),
      };
    },
  };
}

function issuesOf({ settings }: Pick<ProviderSpec<string, ProviderSettings>, "settings">, raw: object) {
  const issues = settings.safeParse(raw).error?.issues ?? [];
  return issues.map(({ path, message }) => ({ setting: path.map(String).join("."), message }));
}
