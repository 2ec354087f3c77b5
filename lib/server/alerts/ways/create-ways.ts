import "server-only";
import { allowedAddresses } from "../../outbound/guarded-lookup";
import { createGuardedOutbound } from "../../outbound/guarded-outbound";
import { webhookEgress } from "../../security/egress-rules";
import type { Ways } from "../outbox/send-message";
import { createMailWay } from "./mail-way";

/** The ways that messages leave by, to public addresses and to those of `allowedRanges`. */
export function createWays(allowedRanges: readonly string[], push: Ways["push"]): Ways {
  const egress = webhookEgress(allowedRanges);
  return { http: createGuardedOutbound(egress), mail: createMailWay(egress, allowedAddresses), push };
}
