import { sendOffers } from "@/lib/server/features/new-cluster/send-offers";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, param }) => sendOffers(application, param("clusterId")),
});
