import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { createShadeformClient } from "./client";
import { createShadeformFake } from "./fake/fake";

const BASE_URL = "https://api.shadeform.ai/v1";

export const shadeform = defineProvider({
  id: "shadeform",
  label: "Shadeform",
  reads: "Instances and clusters at every cloud it brokers, what they cost, and what could be rented",
  key: {
    page: "https://platform.shadeform.ai/settings/api",
    needs: "Any key of the account. Shadeform has none that may only read.",
    shapes: [],
  },
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) }),
  fields: { apiKey: keyField("SHADEFORM_API_KEY"), baseUrl: addressField("SHADEFORM_BASE_URL", BASE_URL) },
  requestsPerMinute: 60,
  connect: createShadeformClient,
  createFake: createShadeformFake,
});
