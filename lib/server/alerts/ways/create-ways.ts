import "server-only";
import { createGuardedOutbound } from "../../outbound/guarded-outbound";
import { addressRules } from "../../security/address-rules";
import { matchRanges } from "../../security/trusted-proxies";
import type { Ways } from "../outbox/send-message";
import { createMailWay } from "./mail-way";

/** The ways that messages leave by, to public addresses and to those of `allowedRanges`. */
export function createWays(allowedRanges: readonly string[], push: Ways["push"]): Ways {
  const refusalOf = addressRules({ allowsPrivate: false, allowedRanges });
  const egress = {
    isForbidden: (address: string) => refusalOf(address) !== null,
    isListed: matchRanges(allowedRanges),
  };
  return { http: createGuardedOutbound(egress), mail: createMailWay(egress), push };
}
