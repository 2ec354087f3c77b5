import "server-only";
import type { Person } from "../access/person";
import { clientAddress } from "../door/client-address";
import type { Asker } from "../workload/turns";

export interface Visitor {
  person: Person;
  request: Request;
}

/** Who takes turns: where nobody signs in, all are one person, and told apart by where they are. */
export function askerOf({ person, request }: Visitor): Asker {
  return { kind: "person", key: `${person.id} ${clientAddress(request.headers) ?? ""}` };
}
