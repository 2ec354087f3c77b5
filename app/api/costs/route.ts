import { sendCosts } from "@/lib/server/features/costs/send-costs";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, person, request }) => sendCosts(application, { person, request }),
});
