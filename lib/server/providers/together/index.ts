import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { versionedUrl } from "@/lib/server/providers/versioned-url";
import { createTogetherClient } from "./client";
import { createTogetherFake } from "./fake/fake";

const BASE_URL = "https://api.together.ai/v1";

export const together = defineProvider({
  id: "together",
  label: "Together AI",
  reads: "GPU clusters, their nodes and volumes, and when a reservation ends",
  key: {
    page: "https://api.together.ai/settings/api-keys",
    needs: "Any key of the project. Together has none that may only read.",
    shapes: [/\btgp_v1_[\w-]{20,}/],
  },
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) })
    .transform((settings) => ({ ...settings, baseUrl: versionedUrl(settings.baseUrl, "/v1") })),
  fields: { apiKey: keyField("TOGETHER_API_KEY"), baseUrl: addressField("TOGETHER_BASE_URL", BASE_URL) },
  requestsPerMinute: 60,
  connect: createTogetherClient,
  createFake: createTogetherFake,
});
