import { readDemoInbox } from "@/lib/server/features/demo/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(readDemoInbox);
