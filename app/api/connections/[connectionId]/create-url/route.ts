import { createUrlSchema } from "@/lib/contract/create-url";
import { defineRoute } from "@/lib/server/http/define-route";
import { sendJson } from "@/lib/server/http/send-json";
import { notFound } from "@/lib/server/refusal";

export const GET = defineRoute({
  audience: "operator",
  run: ({ application, param }) => {
    const url = application.poller.connections.get(param("connectionId"))?.client.createUrl;
    if (url === undefined) throw notFound("There is no connection with this id that creates clusters.");
    return sendJson(createUrlSchema, { url });
  },
});
