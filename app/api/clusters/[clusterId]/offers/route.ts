import { defineRoute } from "@/lib/server/http/define-route";
import { sendOffers } from "@/lib/server/http/send-offers";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param }) => sendOffers(application, param("clusterId")),
});
