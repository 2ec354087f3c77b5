import "server-only";
import type { KeyHelp } from "@/lib/domain/cluster/key-help";
import type { Provider } from "./spec";

/** What to know about each provider before connecting it. */
export function keyHelpOf(providers: readonly Provider[]): KeyHelp[] {
  return providers.map(({ label, fields, required, key, orderForm }) => ({
    label,
    variables: Object.entries(fields).flatMap(([setting, { variable }]) =>
      required.includes(setting) ? [variable] : [],
    ),
    keyPage: key.page,
    canCreate: orderForm !== null,
  }));
}
