import "server-only";
import { createGuardedOutbound } from "../../outbound/guarded-outbound";
import { addressRules } from "../../security/address-rules";
import type { Ways } from "../outbox/send-message";

/** The ways that messages leave by, to public addresses and to those of `allowedRanges`. */
export function createWays(allowedRanges: readonly string[]): Ways {
  const refusalOf = addressRules({ allowsPrivate: false, allowedRanges });
  return {
    http: createGuardedOutbound((address) => refusalOf(address) !== null),
    mail: async () => ({
      outcome: { state: "final", reason: "This version cannot send e-mail." },
      mayHaveArrived: false,
    }),
  };
}
