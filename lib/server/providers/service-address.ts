import "server-only";
import { clip } from "@/lib/domain/text/scrub";

const PLAIN_ADDRESS = /^[a-z0-9.:[\]-]{1,260}$/i;

/**
 * Where a service listens, as an operator may read it: a URL without login, query and fragment, or a host with or without
 * a port. `null` for anything else.
 */
export function serviceAddress(text: string | null | undefined): string | null {
  const given = text?.trim() ?? "";
  if (PLAIN_ADDRESS.test(given)) return given;
  if (given.length > 2_000 || !URL.canParse(given)) return null;
  const { protocol, host, pathname } = new URL(given);
  return host === "" ? null : clip(`${protocol}//${host}${pathname === "/" ? "" : pathname}`);
}
