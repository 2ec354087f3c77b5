import "server-only";
import { isIP } from "node:net";
import { Agent, fetch } from "undici";
import { allowedAddresses, type Egress } from "./guarded-lookup";
import type { Outbound } from "./outbound";

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * The way out to addresses that people enter, directly and never to a forbidden one. A name is resolved once, and what was checked is what
 * is connected to: a name server that gives another address the next time changes nothing.
 */
export function createGuardedOutbound(egress: Egress, ca?: string): Outbound {
  const [secure, plain] = [
    guardedAgent(egress, { isEncrypted: true, ca }),
    guardedAgent(egress, { isEncrypted: false }),
  ];
  return {
    proxyNameFor: () => null,
    trusting: (authority) => createGuardedOutbound(egress, authority),
    async send(url, request) {
      const isEncrypted = url.protocol === "https:";
      const host = url.hostname.replace(/^\[|\]$/g, "");
      // Without a name there is nothing to look up, so the agent would not ask.
      if (isIP(host) !== 0) await allowedAddresses(host, egress, isEncrypted);
      const { status, headers, body } = await fetch(url, { ...request, dispatcher: isEncrypted ? secure : plain });
      return { status, headers: new Headers([...headers]), body };
    },
  };
}

function guardedAgent(egress: Egress, { isEncrypted, ca }: { isEncrypted: boolean; ca?: string | undefined }): Agent {
  return new Agent({
    allowH2: false,
    connect: {
      timeout: CONNECT_TIMEOUT_MS,
      ca,
      lookup: (host, { all }, done) => {
        allowedAddresses(host, egress, isEncrypted).then(
          (addresses) => {
            const [first] = addresses;
            if (all || first === undefined) done(null, addresses);
            else done(null, first.address, first.family);
          },
          (error: NodeJS.ErrnoException) => done(error, []),
        );
      },
    },
  });
}
