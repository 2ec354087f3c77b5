import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { versionedUrl } from "@/lib/server/providers/versioned-url";
import { createVerdaClient, type VerdaSettings } from "./client";
import { createVerdaFake } from "./fake/fake";

const BASE_URL = "https://api.verda.com/v1";

const settings: z.ZodType<VerdaSettings> = z
  .object({
    clientId: secret(),
    clientSecret: secret(),
    baseUrl: baseUrl(BASE_URL).transform((url) => versionedUrl(url, "/v1")),
  })
  .transform((given) => ({ ...given, apiKey: given.clientSecret }));

export const verda = defineProvider({
  id: "verda",
  label: "Verda",
  reads: "Clusters with their workers, instances, what they cost, and the balance",
  key: {
    page: "https://console.verda.com/",
    needs: "The id and the secret of API credentials of the project. Verda has none that may only read.",
    shapes: [],
    setting: "clientSecret",
  },
  settings,
  fields: {
    clientId: keyField("VERDA_CLIENT_ID", "Client ID"),
    clientSecret: keyField("VERDA_CLIENT_SECRET", "Client secret"),
    baseUrl: addressField("VERDA_BASE_URL", BASE_URL),
  },
  requestsPerMinute: 30,
  connect: createVerdaClient,
  createFake: createVerdaFake,
});
