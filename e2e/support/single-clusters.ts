import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";

/** Leaves out the accounts that are one cluster each, which is there whatever it consists of. A variable that is set to nothing is not set. */
export const NO_SINGLE_CLUSTERS: Record<string, string> = Object.fromEntries(
  providers
    .filter((provider) => provider.createFake({ now: () => 0, startedAt: 0 }).wire.clusterId === null)
    .flatMap(variablesOf)
    .map((name) => [name, ""]),
);
