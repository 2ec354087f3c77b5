import "server-only";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import type { Provider } from "./spec";

/** What to know about each provider before connecting it. */
export function keyHelpOf(providers: readonly Provider[]): KeyHelp[] {
  return providers.map(({ label, environment, required, keyPage, orderForm }) => ({
    label,
    variables: Object.entries(environment).flatMap(([setting, variable]) =>
      required.includes(setting) ? [variable] : [],
    ),
    keyPage,
    canCreate: orderForm !== null,
  }));
}
