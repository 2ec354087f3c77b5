import { defineRoute } from "@/lib/server/http/define-route";
import { notFound } from "@/lib/server/http/problem";

const answer = defineRoute({
  audience: "public",
  run: () => {
    throw notFound("There is no such endpoint. /api/openapi.json lists all of them.");
  },
});

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
