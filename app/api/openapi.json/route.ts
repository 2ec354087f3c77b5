import { defineRoute } from "@/lib/server/http/define-route";
import { openApiDocument } from "@/lib/server/http/openapi-document";

export const GET = defineRoute({ audience: "viewer", run: () => Response.json(openApiDocument()) });
