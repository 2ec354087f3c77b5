import "server-only";
import type { Egress } from "../outbound/guarded-lookup";
import { addressRules } from "./address-rules";
import { matchRanges } from "./trusted-proxies";

/** Calls may go to public addresses, and to those of `allowedRanges`, which `rangesVariable` lists. */
export function egressRules(allowedRanges: readonly string[], rangesVariable: string): Egress {
  const refusalOf = addressRules({ allowsPrivate: false, allowedRanges });
  return {
    isForbidden: (address) => refusalOf(address) !== null,
    isListed: matchRanges(allowedRanges),
    rangesVariable,
  };
}

/** The rules for what alerts are sent to. */
export function webhookEgress(ranges: readonly string[]): Egress {
  return egressRules(ranges, "CLUSTERDECK_WEBHOOK_RANGES");
}

/** The rules for where people say, in the browser, that the API of a provider is. */
export function providerEgress(ranges: readonly string[]): Egress {
  return egressRules(ranges, "CLUSTERDECK_PROVIDER_RANGES");
}
