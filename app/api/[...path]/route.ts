import { defineRoute } from "@/lib/server/http/define-route";
import { notFound } from "@/lib/server/refusal";

const answer = defineRoute({
  audience: "public",
  run: () => {
    throw notFound("There is no such call. /api/openapi.json lists them.");
  },
});

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
