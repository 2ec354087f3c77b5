import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { ConfigurationMistake, FixedConfiguration } from "./configuration";

/** How the configuration in force came about, and how what is written now differs from it. */
export interface ConfigurationState {
  /** Whether `clusterdeck.yaml` is there, and what it is called. */
  file: string | null;
  /** When the environment and the file were last read. */
  readAt: EpochMs;
  /** Why what was read then is not in force; empty if it is. */
  mistakes: readonly ConfigurationMistake[];
  /** Settings that have changed and count only after a restart. */
  needsRestart: readonly string[];
}

/** `isScrapedLocally` follows from other settings, which are named for it. */
type Fixed = Exclude<keyof FixedConfiguration, "isScrapedLocally">;

/** What each part is called where people set it. */
const NAMES: Record<Fixed, string> = {
  accountDefaults: "CLUSTERDECK_POLL_INTERVAL_MS",
  timeZone: "timeZone",
  demo: "CLUSTERDECK_DEMO",
  publicUrl: "CLUSTERDECK_PUBLIC_URL",
  storage: "DATABASE_URL",
  auth: "signIn",
  trustedProxies: "trustedProxies",
  proxies: "HTTPS_PROXY",
  reachability: "CLUSTERDECK_REACHABILITY",
  webhookRanges: "CLUSTERDECK_WEBHOOK_RANGES",
  providerRanges: "CLUSTERDECK_PROVIDER_RANGES",
  secretKey: "CLUSTERDECK_SECRET_KEY_FILE",
};

/** The settings that are otherwise than at the start, and that nothing follows while the server runs. */
export function changedForRestart(running: FixedConfiguration, read: FixedConfiguration): string[] {
  return Object.entries(NAMES).flatMap(([part, name]) =>
    isDeepStrictEqual(Reflect.get(running, part), Reflect.get(read, part)) ? [] : [name],
  );
}
