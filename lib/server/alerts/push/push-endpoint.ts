import "server-only";
import { ECDH } from "node:crypto";
import type { NewPushSubscription } from "@/lib/contract/alerts/push-subscriptions";

/** The push services of the browsers there are. Others are no browser's, and would be sent to whoever asked for it. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /(?:^|\.)push\.services\.mozilla\.com$/,
  /\.notify\.windows\.com$/,
  /^web\.push\.apple\.com$/,
];
const KEY_BYTES = 65;
const AUTH_BYTES = 16;

/** What is wrong with a subscription, as a sentence; `null` if pushes can be sent to it. */
export function subscriptionProblem(
  { endpoint, keys }: NewPushSubscription,
  isListed: (address: string) => boolean,
): string | null {
  if (!URL.canParse(endpoint) || !isService(new URL(endpoint), isListed)) {
    return "This browser's push service is none that Clusterdeck sends to: Google's, Mozilla's, Microsoft's or Apple's.";
  }
  const isWhole = isPoint(keys.p256dh) && Buffer.from(keys.auth, "base64url").length === AUTH_BYTES;
  return isWhole ? null : "The keys of this subscription are damaged. Switch pushes off and on again in this browser.";
}

function isService({ protocol, hostname, port }: URL, isListed: (address: string) => boolean): boolean {
  if (isListed(hostname.replace(/^\[|\]$/g, ""))) return true;
  return protocol === "https:" && port === "" && SERVICES.some((service) => service.test(hostname));
}

function isPoint(key: string): boolean {
  const bytes = Buffer.from(key, "base64url");
  if (bytes.length !== KEY_BYTES) return false;
  try {
    ECDH.convertKey(bytes, "prime256v1");
    return true;
  } catch {
    return false;
  }
}
