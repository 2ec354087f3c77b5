import { defineSharedRoute } from "@/lib/server/features/guest/define-shared-route";
import { sendSharedCosts } from "@/lib/server/features/guest/shared-costs";

export const GET = defineSharedRoute(({ application, link, request }) =>
  sendSharedCosts(application, link, { request, now: Date.now(), asker: { kind: "guest", key: link.id } }),
);
