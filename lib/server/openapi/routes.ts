import "server-only";
import { z } from "zod/mini";
import { defineRoute } from "../http/define-route";
import { openApiDocument } from "./openapi-document";

export const describeApi = defineRoute({
  method: "GET",
  path: "/api/openapi.json",
  audience: "viewer",
  summary: "This description",
  answer: z.record(z.string(), z.unknown()),
  run: () => Response.json(openApiDocument()),
});
