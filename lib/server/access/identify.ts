import "server-only";
import type { Application } from "../application";
import type { Person } from "./person";

/** Who asks; `null` for whoever is not signed in. */
export function identify(
  request: { headers: Headers },
  { access }: Pick<Application, "access">,
): Promise<Person | null> {
  return access.identify(request.headers);
}
