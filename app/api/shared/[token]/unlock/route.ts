import { unlockLink } from "@/lib/server/features/guest/unlock-link";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({
  audience: "guest",
  run: ({ application, param, request }) => unlockLink(application, param("token"), request),
});
