import { defineRoute } from "@/lib/server/http/define-route";
import { unlockLink } from "@/lib/server/sharing/unlock-link";

export const POST = defineRoute({
  audience: "guest",
  run: ({ application, param, request }) => unlockLink(application, param("token"), request),
});
