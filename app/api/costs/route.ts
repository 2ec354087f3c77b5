import { defineRoute } from "@/lib/server/http/define-route";
import { sendCosts } from "@/lib/server/http/send-costs";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, person, request }) => sendCosts(application, { person, request }),
});
