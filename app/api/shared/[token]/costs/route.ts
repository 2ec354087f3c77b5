import { sharedCostsSchema } from "@/lib/contract/shared";
import { sendJson } from "@/lib/server/http/send-json";
import { defineSharedRoute } from "@/lib/server/sharing/define-shared-route";
import { sharedCosts } from "@/lib/server/sharing/shared-costs";

export const GET = defineSharedRoute(async ({ application, link, request }) =>
  sendJson(sharedCostsSchema, await sharedCosts(application, link, { request, now: Date.now() })),
);
