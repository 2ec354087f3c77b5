import "server-only";
import { ANYBODY, type Person } from "../auth/people/person";
import { clientAddress } from "../security/client-address";
import type { Asker } from "../workload/turns";

/** Whoever is let in, and what they ask. */
export interface PersonRequest {
  person: Person;
  request: Request;
}

/** Who takes turns. Where nobody signs in, all are one person, and only their addresses tell them apart. */
export function askerOf({ person, request }: PersonRequest): Asker {
  const { id } = person;
  return { kind: "person", key: id === ANYBODY.id ? `${id} ${clientAddress(request.headers) ?? ""}` : id };
}
