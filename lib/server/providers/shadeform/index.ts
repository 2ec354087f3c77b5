import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { baseUrl, secret } from "@/lib/server/providers/settings";
import { createShadeformClient } from "./client";
import { createShadeformFake } from "./fake/fake";

export const shadeform = defineProvider({
  id: "shadeform",
  label: "Shadeform",
  key: { page: "https://platform.shadeform.ai/settings/api", shapes: [] },
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl("https://api.shadeform.ai/v1") }),
  environment: { apiKey: "SHADEFORM_API_KEY", baseUrl: "SHADEFORM_BASE_URL" },
  requestsPerMinute: 60,
  connect: createShadeformClient,
  createFake: createShadeformFake,
});
