import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { sendSharedCosts } from "@/lib/server/sharing/shared-costs";

export const GET = defineSharedRoute(({ application, link, request }) =>
  sendSharedCosts(application, link, { request, now: Date.now(), asker: { kind: "guest", key: link.id } }),
);
