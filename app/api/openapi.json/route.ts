import { openApiDocument } from "@/lib/server/features/operations/openapi-document";
import { defineRoute } from "@/lib/server/http/define-route";

export const GET = defineRoute({ audience: "viewer", run: () => Response.json(openApiDocument()) });
