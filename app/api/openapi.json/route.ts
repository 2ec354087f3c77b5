import { serve } from "@/lib/server/http/serve";
import { describeApi } from "@/lib/server/openapi/routes";

export const GET = serve(describeApi);
