import "server-only";
import type { Settings } from "@/lib/contract/settings";
import { BUILD } from "../../env";
import type { Application } from "../../http/application";
import { keyEnding } from "../../providers/key-ending";
import { describeStorage } from "../../store/describe-storage";

export async function settingsView({ configuration, store }: Application): Promise<Settings> {
  const { publicUrl, trustedProxies, storage, accounts } = configuration;
  return {
    ...BUILD,
    publicUrl,
    trustedProxies: [...trustedProxies],
    storage: await describeStorage(storage, store),
    accounts: accounts.map(({ id, label, provider, baseUrl, apiKey, requestsPerMinute }) => ({
      id,
      label,
      providerLabel: provider.label,
      baseUrl,
      keyEnding: keyEnding(apiKey),
      requestsPerMinute,
    })),
  };
}
