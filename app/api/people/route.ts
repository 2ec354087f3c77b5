import { peopleSchema } from "@/lib/contract/people";
import { addPerson } from "@/lib/server/access/calls/people-calls";
import { personView } from "@/lib/server/access/person-view";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application }) =>
    sendJson(peopleSchema, { people: (await application.access.people.list()).map(personView) }),
});

export const POST = defineRoute({ audience: "admin", run: addPerson });
