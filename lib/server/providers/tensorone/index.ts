import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { splitVersion } from "./api-version";
import { createTensorOneClient } from "./client";
import { createTensorOneFake } from "./fake/fake";
import { readRateLimit } from "./rate-limit";

const BASE_URL = "https://api.tensorone.ai/v1";

export const tensorone = defineProvider({
  id: "tensorone",
  label: "TensorOne",
  reads: "Clusters with their performance, costs, logs and alerts",
  key: {
    page: "https://docs.tensorone.ai/docs/api-keys",
    needs: "A key with the scope clusters:read.",
    shapes: [/\btpo_[\w-]{6,}/],
  },
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) })
    .transform((settings) => ({ ...settings, ...splitVersion(settings.baseUrl) })),
  fields: { apiKey: keyField("TENSORONE_API_KEY"), baseUrl: addressField("TENSORONE_BASE_URL", BASE_URL) },
  requestsPerMinute: null,
  readRateLimit,
  connect: (settings, context) => createTensorOneClient(settings, context),
  createFake: createTensorOneFake,
});
