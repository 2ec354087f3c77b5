import "server-only";
import { z } from "zod";
import { baseUrl, defineProvider, secret } from "@/lib/server/providers/spec";
import { splitVersion } from "./api-version";
import { createTensorOneClient } from "./client";
import { createTensorOneFake } from "./fake/fake";
import { readRateLimit } from "./rate-limit";

export const tensorone = defineProvider({
  id: "tensorone",
  label: "TensorOne",
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl("https://api.tensorone.ai/v1") })
    .transform((settings) => ({ ...settings, ...splitVersion(settings.baseUrl) })),
  environment: { apiKey: "TENSORONE_API_KEY", baseUrl: "TENSORONE_BASE_URL" },
  requestsPerMinute: null,
  readRateLimit,
  connect: (settings, context) => createTensorOneClient(settings, context),
  createFake: createTensorOneFake,
});
