import "server-only";
import { allowedAddresses } from "../../outbound/guarded-lookup";
import { createGuardedOutbound } from "../../outbound/guarded-outbound";
import type { Ways } from "../outbox/send-message";
import { egressRules } from "./egress-rules";
import { createMailWay } from "./mail-way";

/** The ways that messages leave by, to public addresses and to those of `allowedRanges`. */
export function createWays(allowedRanges: readonly string[], push: Ways["push"]): Ways {
  const egress = egressRules(allowedRanges);
  return { http: createGuardedOutbound(egress), mail: createMailWay(egress, allowedAddresses), push };
}
