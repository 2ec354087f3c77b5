import { sendExport } from "@/lib/server/features/costs/exports/send-export";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, person, request }) => sendExport(application, request, person),
});
