import "server-only";
import type { LookupAddress, LookupOptions } from "node:dns";
import { lookup } from "node:dns";
import { isIP } from "node:net";
import { Agent, fetch } from "undici";
import type { Outbound } from "./outbound";

const CONNECT_TIMEOUT_MS = 5_000;

/** The address that was entered leads where nothing may be sent. */
export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

type Found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/**
 * The way out to addresses that people enter, directly and never to a forbidden one. A name is resolved once, and what was checked is what
 * is connected to: a name server that gives another address the next time changes nothing.
 */
export function createGuardedOutbound(isForbidden: (address: string) => boolean): Pick<Outbound, "send"> {
  const findAllowed = (host: string, options: LookupOptions, found: Found) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return found(error, []);
      const allowed = addresses.filter(({ address }) => !isForbidden(address));
      if (allowed.length > 0) return found(null, allowed);
      found(new ForbiddenAddress(`${host} leads to a private or reserved address.`), []);
    });
  const agent = new Agent({
    allowH2: false,
    connect: {
      timeout: CONNECT_TIMEOUT_MS,
      lookup: (host, options, done) =>
        findAllowed(host, options, (error, addresses) => {
          const [first] = addresses;
          if (options.all || first === undefined) done(error, addresses);
          else done(error, first.address, first.family);
        }),
    },
  });
  return {
    async send(url, request) {
      // Without a name there is nothing to look up, so the agent would not ask.
      const host = url.hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) !== 0 && isForbidden(host))
        throw new ForbiddenAddress(`${host} is a private or reserved address.`);
      const { status, headers, body } = await fetch(url, { ...request, dispatcher: agent });
      return { status, headers: new Headers([...headers]), body };
    },
  };
}
