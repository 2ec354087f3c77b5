import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { baseUrl, secret } from "@/lib/server/providers/settings";
import { createFireworksClient } from "./client";
import { createFireworksFake } from "./fake/fake";
import { ORDER_FORM } from "./order-form";

const accountId = z
  .string({ error: "is missing: Fireworks asks for the account's short name, as in accounts/my-team" })
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
    error: "must be the account's short name, such as my-team, without accounts/ before it",
  });

export const fireworks = defineProvider({
  id: "fireworks",
  label: "Fireworks",
  key: {
    page: "https://app.fireworks.ai/settings/users/api-keys",
    // Also names of variables in machine learning begin so: a key is longer than such a word, or has a digit.
    shapes: [/\bfw_(?:[A-Za-z\d]{16,}|(?=[A-Za-z]*\d)[A-Za-z\d]{8,})(?!\w)/],
  },
  settings: z.object({ apiKey: secret(), accountId, baseUrl: baseUrl("https://api.fireworks.ai") }),
  environment: { apiKey: "FIREWORKS_API_KEY", accountId: "FIREWORKS_ACCOUNT_ID", baseUrl: "FIREWORKS_BASE_URL" },
  requestsPerMinute: 60,
  orderForm: ORDER_FORM,
  connect: createFireworksClient,
  createFake: createFireworksFake,
});
