import "server-only";
import { demoInboxSchema } from "@/lib/contract/alerts/demo-inbox";
import { defineRoute } from "../../http/define-route";
import { notFound } from "../../refusal";

export const readDemoInbox = defineRoute({
  method: "GET",
  path: "/api/demo/inbox",
  audience: "viewer",
  summary: "What the demo's channels were sent, as their services would show it",
  answer: demoInboxSchema,
  run: ({ application }) => {
    if (application.demoMessages === null) throw notFound("Only the demo has an inbox. Messages go to your channels.");
    return { messages: application.demoMessages() };
  },
});
