import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { versionedUrl } from "@/lib/server/providers/versioned-url";
import { createRunPodClient } from "./client";
import { createRunPodFake } from "./fake/fake";
import { readRateLimit } from "./rate-limit";

const BASE_URL = "https://api.runpod.io/v2";

export const runpod = defineProvider({
  id: "runpod",
  label: "RunPod",
  reads: "Clusters and pods with their utilization, logs and prices, and what was billed for them",
  key: {
    page: "https://www.console.runpod.io/user/settings",
    needs: "A key with the permission Read Only is enough.",
    shapes: [/\brpa_[A-Z\d]{20,}/i],
  },
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) })
    .transform((settings) => ({ ...settings, baseUrl: versionedUrl(settings.baseUrl, "/v2") })),
  fields: { apiKey: keyField("RUNPOD_API_KEY"), baseUrl: addressField("RUNPOD_BASE_URL", BASE_URL) },
  // Of 50,000 a day, which is less than the 60 a minute that are also allowed.
  requestsPerMinute: 34,
  readRateLimit,
  connect: createRunPodClient,
  createFake: createRunPodFake,
});
