import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { baseUrl, secret } from "@/lib/server/providers/settings";
import { splitVersion } from "./api-version";
import { createTensorOneClient } from "./client";
import { createTensorOneFake } from "./fake/fake";
import { readRateLimit } from "./rate-limit";

export const tensorone = defineProvider({
  id: "tensorone",
  label: "TensorOne",
  key: { page: "https://docs.tensorone.ai/docs/api-keys", shapes: [/\btpo_[\w-]{6,}/] },
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl("https://api.tensorone.ai/v1") })
    .transform((settings) => ({ ...settings, ...splitVersion(settings.baseUrl) })),
  environment: { apiKey: "TENSORONE_API_KEY", baseUrl: "TENSORONE_BASE_URL" },
  requestsPerMinute: null,
  readRateLimit,
  connect: (settings, context) => createTensorOneClient(settings, context),
  createFake: createTensorOneFake,
});
