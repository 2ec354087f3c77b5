import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { createFireworksClient } from "./client";
import { createFireworksFake } from "./fake/fake";
import { ORDER_FORM } from "./order-form";

const BASE_URL = "https://api.fireworks.ai";

const accountId = z
  .string({ error: "is missing: Fireworks asks for the account's short name, as in accounts/my-team" })
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, {
    error: "must be the account's short name, such as my-team, without accounts/ before it",
  });

export const fireworks = defineProvider({
  id: "fireworks",
  label: "Fireworks",
  reads: "Clusters with their deployments, connection details, events, quotas and billing",
  key: {
    page: "https://app.fireworks.ai/settings/users/api-keys",
    needs: "Any key of a member of the account. Only one of an admin also creates clusters.",
    // Also names of variables in machine learning begin so: a key is longer than such a word, or has a digit.
    shapes: [/\bfw_(?:[A-Za-z\d]{16,}|(?=[A-Za-z]*\d)[A-Za-z\d]{8,})(?!\w)/],
  },
  settings: z.object({ apiKey: secret(), accountId, baseUrl: baseUrl(BASE_URL) }),
  fields: {
    apiKey: keyField("FIREWORKS_API_KEY"),
    accountId: {
      ...{ label: "Account", variable: "FIREWORKS_ACCOUNT_ID", example: "my-team", isSecret: false, isLong: false },
      help: "The account's short name, as in accounts/my-team.",
    },
    baseUrl: addressField("FIREWORKS_BASE_URL", BASE_URL),
  },
  requestsPerMinute: 60,
  orderForm: ORDER_FORM,
  connect: createFireworksClient,
  createFake: createFireworksFake,
});
