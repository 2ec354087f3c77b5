import { defineRoute } from "@/lib/server/http/define-route";
import { sendExport } from "@/lib/server/http/send-export";

export const GET = defineRoute({
  audience: "viewer",
  run: ({ application, person, request }) => sendExport(application, request, person),
});
