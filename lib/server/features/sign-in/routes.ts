import "server-only";
import { doneSchema, sessionsSchema } from "@/lib/contract/sessions";
import { setupSchema } from "@/lib/contract/sign-in";
import { sessionView } from "../../auth/sessions/session-view";
import { defineRoute } from "../../http/define-route";
import { answerAuth } from "./answer-auth";
import { claimInstallation } from "./claim-installation";
import { revokeSession } from "./revoke-session";

const signIn = { path: "/api/auth/{...all}", audience: "public", answer: doneSchema, run: answerAuth } as const;

export const returnToSignIn = defineRoute({
  ...signIn,
  method: "GET",
  summary: "Where an identity provider sends people back to",
});

export const changeSignIn = defineRoute({
  ...signIn,
  method: "POST",
  summary: "Sign in and out, and set a password",
});

export const claimServer = defineRoute({
  method: "POST",
  path: "/api/setup",
  audience: "public",
  summary: "Become the first admin, with the code that the server printed",
  body: setupSchema,
  status: 201,
  answer: doneSchema,
  isLimited: true,
  run: claimInstallation,
});

export const listOwnSessions = defineRoute({
  method: "GET",
  path: "/api/sessions",
  audience: "viewer",
  summary: "Where you are signed in",
  answer: sessionsSchema,
  run: async ({ application, person }) => {
    const sessions = await application.auth.sessions.list(person.id);
    return { sessions: sessions.map((session) => sessionView(session, person)) };
  },
});

export const endSession = defineRoute({
  method: "DELETE",
  path: "/api/sessions/{sessionId}",
  audience: "viewer",
  summary: "End a session: one of yours or, as an admin, anybody's",
  answer: doneSchema,
  run: revokeSession,
});
