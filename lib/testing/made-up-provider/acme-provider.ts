import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";

/** A provider that can be set up, and nothing else. */
export const acme = defineProvider({
  id: "acme",
  label: "Acme",
  reads: "Clusters",
  key: { page: "https://acme.example/keys", needs: "Any key.", shapes: [] },
  settings: z.object({
    apiKey: secret(),
    account: z.string({ error: "is missing: the account's slug" }),
    baseUrl: baseUrl("https://api.acme.example"),
  }),
  fields: {
    apiKey: keyField("ACME_API_KEY"),
    account: {
      label: "Account",
      variable: "ACME_ACCOUNT",
      help: null,
      example: "team",
      isSecret: false,
      isLong: false,
    },
    baseUrl: addressField("ACME_BASE_URL", "https://api.acme.example"),
  },
  requestsPerMinute: 60,
  connect: () => {
    throw new Error("A configuration is only read here");
  },
  createFake: () => {
    throw new Error("A configuration is only read here");
  },
});
