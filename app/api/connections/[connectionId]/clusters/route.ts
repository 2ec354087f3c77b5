import { defineRoute } from "@/lib/server/http/define-route";
import { sendCreatedCluster } from "@/lib/server/http/send-created-cluster";

export const POST = defineRoute({ audience: "operator", run: sendCreatedCluster });
