import { defineRoute } from "@/lib/server/http/define-route";
import { unlockLink } from "@/lib/server/sharing/unlock-link";

export const POST = defineRoute({
  audience: "public",
  run: ({ application, param, request }) => unlockLink(application, param("token"), request),
});
