import "server-only";
import type { ListedServer, Settings } from "@/lib/contract/settings";
import { isoTime } from "@/lib/domain/time/iso-time";
import type { ConfigurationState } from "../../configuration/configuration-state";
import type { ServerEntry } from "../../coordination/coordination";
import { BUILD } from "../../env";
import type { Application } from "../../http/application";
import { keyEnding } from "../../providers/key-ending";
import { describeStorage } from "../../store/describe-storage";

export async function settingsView({
  configuration,
  configurationState,
  live,
  store,
  coordination,
}: Application): Promise<Settings> {
  const { publicUrl, trustedProxies, storage } = configuration;
  return {
    ...BUILD,
    publicUrl,
    trustedProxies: [...trustedProxies],
    configuration: stateView(configurationState()),
    storage: await describeStorage(storage, store),
    servers: coordination.servers()?.map(serverView) ?? null,
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

const ACCOUNT = "account:";

/** What a server does of which there are not several, by its lease. */
const DUTIES: Readonly<Record<string, string>> = {
  alerts: "judges alerts",
  reachability: "tests whether nodes answer",
  upkeep: "tidies the store",
};

export function serverView({ startedAt, seenAt, leases, ...server }: ServerEntry): ListedServer {
  return {
    ...server,
    startedAt: isoTime(startedAt),
    seenAt: isoTime(seenAt),
    accounts: leases.flatMap((lease) => (lease.startsWith(ACCOUNT) ? [lease.slice(ACCOUNT.length)] : [])).sort(),
    duties: leases.flatMap((lease) => DUTIES[lease] ?? []).sort(),
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
