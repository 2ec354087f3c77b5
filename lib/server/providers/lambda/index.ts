import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { versionedUrl } from "@/lib/server/providers/versioned-url";
import { createLambdaClient } from "./client";
import { createLambdaFake } from "./fake/fake";

const BASE_URL = "https://cloud.lambda.ai/api/v1";

export const lambda = defineProvider({
  id: "lambda",
  label: "Lambda",
  reads: "Instances, together where a tag makes them a cluster, what they cost, and what could be rented",
  key: {
    page: "https://cloud.lambda.ai/api-keys/cloud-api",
    needs: "Any key of the account. Lambda's documents name none that may only read.",
    shapes: [/\bsecret_[\w-]{1,80}\.[A-Za-z\d]{16,}/],
  },
  settings: z
    .object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) })
    .transform((settings) => ({ ...settings, baseUrl: versionedUrl(settings.baseUrl, "/api/v1") })),
  fields: { apiKey: keyField("LAMBDA_API_KEY"), baseUrl: addressField("LAMBDA_BASE_URL", BASE_URL) },
  // The limit is the account's, so most of it is left to the programs that create and end instances.
  requestsPerMinute: 20,
  pace: { minIntervalMs: 1_000, per: "account" },
  connect: createLambdaClient,
  createFake: createLambdaFake,
});
