import type { AccountConfiguration } from "@/lib/server/configuration/configuration";
import type { ProviderClient } from "@/lib/server/providers/spec";
import { madeUp } from "./index";

/** An account of the provider that exists only in tests, except for what the test changes; `readFleet` answers its polls. */
export function madeUpAccount(
  readFleet: ProviderClient["readFleet"],
  changes: Partial<Omit<AccountConfiguration, "connect">> = {},
): AccountConfiguration {
  return {
    ...{ id: "one", label: "One", provider: madeUp, source: { kind: "browser" }, paused: null, retired: null },
    ...{
      baseUrl: "https://api.example.org",
      apiKey: "key-1",
      secrets: ["key-1"],
      ca: null,
      settings: { apiKey: "key-1" },
    },
    ...{ pollIntervalMs: 15_000, requestsPerMinute: 600, reachability: false },
    ...changes,
    connect: () => ({ readFleet }),
  };
}
