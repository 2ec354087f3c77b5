import "server-only";
import type { Egress } from "./guarded-lookup";
import { createGuardedOutbound } from "./guarded-outbound";
import type { Outbound } from "./outbound";

/** What decides which way an account is read. */
export interface Destination {
  /** A person has entered its address in the browser, so that it may lead anywhere. */
  isAddressEntered?: boolean | undefined;
  /** The only authority whose certificates its server may have, as PEM; `null` for the well-known ones. */
  ca: string | null;
}

/** The ways to providers. */
export type ProviderWays = (destination: Destination) => Outbound;

/**
 * The server's own way for what its configuration names, and the guarded one for addresses that people enter. That one goes through no
 * proxy: a proxy looks names up itself, so nobody could say where they lead.
 */
export function createProviderWays(own: Outbound, egress: Egress): ProviderWays {
  const guarded = createGuardedOutbound(egress);
  return ({ isAddressEntered, ca }) => {
    const way = isAddressEntered ? guarded : own;
    return ca === null ? way : way.trusting(ca);
  };
}
