import { sessionsSchema } from "@/lib/contract/sessions";
import { sessionView } from "@/lib/server/auth/sessions/session-view";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

/** One's own. */
export const GET = defineRoute({
  audience: "viewer",
  run: async ({ application, person }) => {
    const sessions = await application.access.sessions.list(person.id);
    return sendJson(sessionsSchema, { sessions: sessions.map((session) => sessionView(session, person)) });
  },
});
