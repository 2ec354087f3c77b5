import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { allowedAddresses, type Egress, ForbiddenAddress, needsTls } from "../outbound/guarded-lookup";
import type { Provider } from "../providers/spec";
import type { AccountSettings } from "./stored-account";

/** Whoever enters an address does not wait for a slow name server: the address is checked again at each connection. */
const LOOKUP_MS = 2 * SECOND_MS;

/** Names that only private networks have: whatever a name server makes of them, they are nobody's in public. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|localdomain|internal|local|lan|home\.arpa|corp|intranet)$/;

/**
 * Where these settings say that the API is; `null` where it is the provider's own address, which comes with this program. Nothing
 * is known of settings that the provider does not take.
 */
export function enteredAddress(
  provider: Pick<Provider, "addressSetting" | "required" | "parse">,
  settings: AccountSettings,
): string | null {
  const whole = provider.parse({ ...settings }, { allowsHttp: true });
  if (!whole.ok) return null;
  // It has no address of its own, and what is entered may be part of another setting, such as a kubeconfig.
  if (provider.required.includes(provider.addressSetting)) return whole.baseUrl;
  const { [provider.addressSetting]: _, ...others } = settings;
  const own = provider.parse(others);
  return own.ok && new URL(own.baseUrl).origin === new URL(whole.baseUrl).origin ? null : whole.baseUrl;
}

/** Why no account may be read at this address, as a sentence; `null` if one may, or if that is not known now. */
export async function addressProblem(address: string, egress: Egress): Promise<string | null> {
  const { protocol, hostname } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  const isPrivate = PRIVATE_NAME.test(host) || !/[.:]/.test(host);
  const isEncrypted = protocol === "https:";
  // Whatever its own network makes of such a name, nobody can say that it leads to a public address.
  const rules = isPrivate
    ? { ...egress, isForbidden: (found: string) => egress.isForbidden(found) || !egress.isListed(found) }
    : egress;
  const unknown = isPrivate ? `It leads nowhere that ${egress.rangesVariable} lists.` : null;
  const whileUnknown = isEncrypted ? unknown : needsTls(egress.rangesVariable);
  const problem = allowedAddresses(host, rules, isEncrypted).then(
    () => null,
    (error: unknown) => (error instanceof ForbiddenAddress ? error.message : whileUnknown),
  );
  return Promise.race([problem, sleep(LOOKUP_MS, whileUnknown, { ref: false })]);
}
