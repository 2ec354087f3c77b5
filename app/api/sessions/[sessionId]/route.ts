import { revokeSession } from "@/lib/server/access/calls/revoke-session";
import { defineRoute } from "@/lib/server/http/define-route";

/** One's own; admins may end anybody's. */
export const DELETE = defineRoute({
  audience: "viewer",
  run: (input) => revokeSession(input, input.param("sessionId")),
});
