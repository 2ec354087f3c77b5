import "server-only";
import { z } from "zod";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { versionedUrl } from "@/lib/server/providers/versioned-url";
import { createVastClient } from "./client";
import { createVastFake } from "./fake/fake";

const BASE_URL = "https://console.vast.ai/api";

/** Calls have versions of their own: a base URL that names one is taken without it. */
const address = baseUrl(BASE_URL).transform((url) => versionedUrl(url.replace(/\/v[01]$/, ""), "/api"));

export const vast = defineProvider({
  id: "vast",
  label: "Vast.ai",
  reads: "Instances with their GPUs' load, rentals and bids, what was charged, and the balance",
  key: {
    page: "https://cloud.vast.ai/manage-keys/",
    needs: "A key that may only read is enough, with the permissions instance_read, user_read and billing_read.",
    shapes: [],
  },
  settings: z.object({ apiKey: secret(), baseUrl: address }),
  fields: { apiKey: keyField("VAST_API_KEY"), baseUrl: addressField("VAST_BASE_URL", BASE_URL) },
  requestsPerMinute: 30,
  pace: { minIntervalMs: 2 * SECOND_MS, per: "endpoint" },
  connect: createVastClient,
  createFake: createVastFake,
});
