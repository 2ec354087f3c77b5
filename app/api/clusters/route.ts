import { defineRoute } from "@/lib/server/http/define-route";
import { sendFleet } from "@/lib/server/http/send-fleet";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, request }) => sendFleet(application.fleetAnswers.current(), request),
});
