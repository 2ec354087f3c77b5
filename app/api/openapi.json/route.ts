import { openApiDocument } from "@/lib/server/http/openapi-document";

export function GET(): Response {
  return Response.json(openApiDocument());
}
