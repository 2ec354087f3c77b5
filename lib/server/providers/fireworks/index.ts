import "server-only";
import { z } from "zod";
import { baseUrl, defineProvider, secret } from "@/lib/server/providers/spec";
import { createFireworksClient } from "./client";
import { createFireworksFake } from "./fake/fake";

const accountId = z
  .string({ error: "is missing: Fireworks asks for the account's short name, as in accounts/my-team" })
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
    error: "must be the account's short name, such as my-team, without accounts/ before it",
  });

export const fireworks = defineProvider({
  id: "fireworks",
  label: "Fireworks",
  settings: z.object({ apiKey: secret(), accountId, baseUrl: baseUrl("https://api.fireworks.ai") }),
  environment: { apiKey: "FIREWORKS_API_KEY", accountId: "FIREWORKS_ACCOUNT_ID", baseUrl: "FIREWORKS_BASE_URL" },
  requestsPerMinute: 60,
  canCreate: true,
  connect: createFireworksClient,
  createFake: createFireworksFake,
});
