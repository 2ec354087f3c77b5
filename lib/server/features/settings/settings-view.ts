import "server-only";
import type { Settings } from "@/lib/contract/settings";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ConfigurationState } from "../../configuration/configuration-state";
import { BUILD } from "../../env";
import type { Application } from "../../http/application";
import { keyEnding } from "../../providers/key-ending";
import { describeStorage } from "../../store/describe-storage";

export async function settingsView({ configuration, configurationState, live, store }: Application): Promise<Settings> {
  const { publicUrl, trustedProxies, storage } = configuration;
  return {
    ...BUILD,
    publicUrl,
    trustedProxies: [...trustedProxies],
    configuration: stateView(configurationState()),
    storage: await describeStorage(storage, store),
    accounts: live.current().accounts.map(({ id, label, provider, baseUrl, apiKey, requestsPerMinute }) => ({
      id,
      label,
      providerLabel: provider.label,
      baseUrl,
      keyEnding: keyEnding(apiKey),
      requestsPerMinute,
    })),
  };
}

function stateView({ file, readAt, mistakes, needsRestart }: ConfigurationState): Settings["configuration"] {
  return {
    file,
    readAt: isoTime(readAt),
    mistakes: mistakes.map(({ where, message }) => ({ where, message })),
    needsRestart: [...needsRestart],
  };
}
