import { sessionsSchema } from "@/lib/contract/sessions";
import { sessionView } from "@/lib/server/auth/sessions/session-view";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineRoute({
  audience: "admin",
  run: async ({ application, person, param }) => {
    const { people, sessions } = application.access;
    const { id } = await people.find(param("personId"));
    return sendJson(sessionsSchema, {
      sessions: (await sessions.list(id)).map((session) => sessionView(session, person)),
    });
  },
});
