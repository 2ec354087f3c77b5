import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { createPrimeIntellectClient } from "./client";
import { createPrimeIntellectFake } from "./fake/fake";

const BASE_URL = "https://api.primeintellect.ai";

export const primeIntellect = defineProvider({
  id: "prime-intellect",
  label: "Prime Intellect",
  reads: "Clusters and pods with their nodes, installation, logs and prices, and the wallet",
  key: {
    page: "https://app.primeintellect.ai/dashboard/tokens",
    needs: "A token with the permissions to read instances and availability; one to read the wallet adds the balance.",
    shapes: [],
  },
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl(BASE_URL) }),
  fields: { apiKey: keyField("PRIME_API_KEY"), baseUrl: addressField("PRIME_BASE_URL", BASE_URL) },
  requestsPerMinute: 50,
  connect: createPrimeIntellectClient,
  createFake: createPrimeIntellectFake,
});
