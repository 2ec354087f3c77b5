import "server-only";
import type { Egress } from "../../outbound/guarded-lookup";
import { addressRules } from "../../security/address-rules";
import { matchRanges } from "../../security/trusted-proxies";

/** Messages may go to public addresses, and to those of `allowedRanges`. */
export function egressRules(allowedRanges: readonly string[]): Egress {
  const refusalOf = addressRules({ allowsPrivate: false, allowedRanges });
  return { isForbidden: (address) => refusalOf(address) !== null, isListed: matchRanges(allowedRanges) };
}
