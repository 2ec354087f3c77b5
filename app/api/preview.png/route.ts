import { defineRoute } from "@/lib/server/http/define-route";
import { sendPreview } from "@/lib/server/http/send-preview";

/** The picture that chats show for a link to the fleet. */
export const GET = defineRoute({
  audience: "viewer",
  run: ({ application }) =>
    sendPreview(application, application.poller.store.connections(), { id: "fleet", showsCosts: true }),
});
