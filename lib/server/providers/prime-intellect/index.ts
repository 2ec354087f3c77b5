import "server-only";
import { z } from "zod";
import { baseUrl, defineProvider, secret } from "@/lib/server/providers/spec";
import { createPrimeIntellectClient } from "./client";
import { createPrimeIntellectFake } from "./fake/fake";

export const primeIntellect = defineProvider({
  id: "prime-intellect",
  label: "Prime Intellect",
  settings: z.object({ apiKey: secret(), baseUrl: baseUrl("https://api.primeintellect.ai") }),
  environment: { apiKey: "PRIME_API_KEY", baseUrl: "PRIME_BASE_URL" },
  requestsPerMinute: 50,
  connect: createPrimeIntellectClient,
  createFake: createPrimeIntellectFake,
});
