import { sharedClusterDetailSchema } from "@/lib/contract/shared";
import { defineSharedRoute } from "@/lib/server/features/guest/define-shared-route";
import { sharedCluster } from "@/lib/server/features/guest/shared-cluster";
import { sendJson } from "@/lib/server/http/send-json";

export const GET = defineSharedRoute(async ({ application, link, param }) =>
  sendJson(sharedClusterDetailSchema, await sharedCluster(application, link, param("alias"), Date.now())),
);
