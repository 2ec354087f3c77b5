import { sendCreatedCluster } from "@/lib/server/features/new-cluster/send-created-cluster";
import { defineRoute } from "@/lib/server/http/define-route";

export const POST = defineRoute({ audience: "operator", run: sendCreatedCluster });
