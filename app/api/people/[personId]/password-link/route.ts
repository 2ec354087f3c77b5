import { makePasswordLink } from "@/lib/server/access/calls/people-calls";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({
  audience: "admin",
  run: (input) => makePasswordLink(input, input.param("personId")),
});
