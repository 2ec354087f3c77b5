import { listPushSubscriptions, subscribeToPushes, unsubscribeFromPushes } from "@/lib/server/features/push/routes";
import { serve } from "@/lib/server/http/serve";

export const GET = serve(listPushSubscriptions);
export const POST = serve(subscribeToPushes);
export const DELETE = serve(unsubscribeFromPushes);
