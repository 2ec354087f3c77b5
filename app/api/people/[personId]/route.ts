import { changePerson, removePerson } from "@/lib/server/features/people/people-calls";
import { defineRoute } from "@/lib/server/http/define-route";

export const PATCH = defineRoute({ audience: "admin", run: (input) => changePerson(input, input.param("personId")) });

export const DELETE = defineRoute({ audience: "admin", run: (input) => removePerson(input, input.param("personId")) });
