import { sharedClusterDetailSchema } from "@/lib/contract/shared";
import { sendJson } from "@/lib/server/http/send-json";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { sharedCluster } from "@/lib/server/sharing/shared-cluster";

export const GET = defineSharedRoute(async ({ application, link, param }) =>
  sendJson(sharedClusterDetailSchema, await sharedCluster(application, link, param("alias"), Date.now())),
);
