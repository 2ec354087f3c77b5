import { makePasswordLink } from "@/lib/server/features/people/people-calls";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({
  audience: "admin",
  run: (input) => makePasswordLink(input, input.param("personId")),
});
