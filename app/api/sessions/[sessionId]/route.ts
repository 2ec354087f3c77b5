import { revokeSession } from "@/lib/server/features/sign-in/revoke-session";
import { defineRoute } from "@/lib/server/http/define-route";

/** One's own; an admin's may be anybody's. */
export const DELETE = defineRoute({
  audience: "viewer",
  run: (input) => revokeSession(input, input.param("sessionId")),
});
