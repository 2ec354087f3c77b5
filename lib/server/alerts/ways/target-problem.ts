import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { allowedAddresses, ForbiddenAddress } from "../../outbound/guarded-lookup";
import { webhookEgress } from "../../security/egress-rules";
import type { ChannelKind, ChannelRequest } from "../channels/channel-kind";

/** Whoever enters an address does not wait for a name server that is slow: the address is checked again whenever something is sent. */
const LOOKUP_MS = 2 * SECOND_MS;
const TEST = { id: "", event: "test", items: [], groupKey: "", url: "https://clusterdeck.example", at: 0 } as const;

/** Why nothing may be sent to where these settings lead, as a sentence; `null` if something may, or if that is not known now. */
export async function targetProblem(
  kind: ChannelKind,
  settings: unknown,
  allowedRanges: readonly string[],
): Promise<string | null> {
  const target = targetOf(kind.render(TEST, settings));
  if (target === null) return null;
  const problem = allowedAddresses(target.host, webhookEgress(allowedRanges), target.isEncrypted).then(
    () => null,
    (error: unknown) => (error instanceof ForbiddenAddress ? error.message : null),
  );
  return Promise.race([problem, sleep(LOOKUP_MS, null, { ref: false })]);
}

function targetOf(request: ChannelRequest): { host: string; isEncrypted: boolean } | null {
  switch (request.kind) {
    case "http": {
      const { hostname, protocol } = new URL(request.url);
      return { host: hostname.replace(/^\[|\]$/g, ""), isEncrypted: protocol === "https:" };
    }
    case "mail":
      return { host: request.server.host, isEncrypted: true };
    default:
      return null;
  }
}
