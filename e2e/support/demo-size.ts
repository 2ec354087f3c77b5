import { providers } from "@/lib/server/providers/registry";

/** How many accounts the served fakes have: one at each provider. */
export const DEMO_ACCOUNTS = providers.length;
/** How many clusters these have together. A fake that gets another one says so here. */
export const DEMO_CLUSTERS = 27;
