import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { addressField, baseUrl, keyField, secret } from "@/lib/server/providers/settings";
import { createMadeUpClient } from "./client";
import { createMadeUpFake } from "./fake";
import { ORDER_FORM } from "./order-form";

const BASE_URL = "https://api.made-up.example";

export const madeUp = defineProvider({
  id: "made-up",
  label: "Made-up Metal",
  reads: "Machines and what they cost",
  key: { page: "https://made-up.example/keys", needs: "A key that may read machines.", shapes: [/\bmum_[a-z\d]{6,}/] },
  settings: z.object({
    apiKey: secret(),
    team: z.string({ error: "is missing: the team's short name" }),
    baseUrl: baseUrl(BASE_URL),
  }),
  fields: {
    apiKey: keyField("MADE_UP_API_KEY"),
    team: { label: "Team", variable: "MADE_UP_TEAM", help: null, example: "red", isSecret: false, isLong: false },
    baseUrl: addressField("MADE_UP_BASE_URL", BASE_URL),
  },
  requestsPerMinute: 60,
  orderForm: ORDER_FORM,
  connect: createMadeUpClient,
  createFake: createMadeUpFake,
});
