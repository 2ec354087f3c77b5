import { peopleSchema } from "@/lib/contract/people";
import { personView } from "@/lib/server/auth/people/person-view";
import { addPerson } from "@/lib/server/features/people/people-calls";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application }) =>
    sendJson(peopleSchema, { people: (await application.access.people.list()).map(personView) }),
});

export const POST = defineRoute({ audience: "admin", run: addPerson });
