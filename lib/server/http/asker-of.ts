import "server-only";
import { ANYBODY, type Person } from "../auth/people/person";
import { clientAddress } from "../security/client-address";
import type { Asker } from "../workload/turns";

/** A caller who has been let in, and their request. */
export interface PersonRequest {
  person: Person;
  request: Request;
}

/** Who takes turns. With sign-in off everybody is the same person, and only addresses tell them apart. */
export function askerOf({ person, request }: PersonRequest): Asker {
  const { id } = person;
  return { kind: "person", key: id === ANYBODY.id ? `${id} ${clientAddress(request.headers) ?? ""}` : id };
}
