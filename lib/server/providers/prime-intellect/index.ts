import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { baseUrl, secret } from "@/lib/server/providers/settings";
import { createPrimeIntellectClient } from "./client";
import { createPrimeIntellectFake } from "./fake/fake";

export const primeIntellect = defineProvider({
  id: "prime-intellect",
  label: "Prime Intellect",
  key: { page: "https://app.primeintellect.ai/dashboard/tokens", shapes: [] },
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl("https://api.primeintellect.ai") }),
  environment: { apiKey: "PRIME_API_KEY", baseUrl: "PRIME_BASE_URL" },
  requestsPerMinute: 50,
  connect: createPrimeIntellectClient,
  createFake: createPrimeIntellectFake,
});
