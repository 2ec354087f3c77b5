import "server-only";
import { demoInboxSchema } from "@/lib/contract/alerts/demo-inbox";
import { defineRoute } from "../../http/define-route";
import { answerInbox } from "./answer-inbox";

export const readDemoInbox = defineRoute({
  method: "GET",
  path: "/api/demo/inbox",
  audience: "viewer",
  summary: "What the demo's channels were sent, as their services would show it",
  answer: demoInboxSchema,
  run: ({ application }) => answerInbox(application),
});
