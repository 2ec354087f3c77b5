import "server-only";
import { z } from "zod";
import { defineProvider } from "@/lib/server/providers/define-provider";
import { baseUrl, secret } from "@/lib/server/providers/settings";
import { createMadeUpClient } from "./client";
import { createMadeUpFake } from "./fake";
import { ORDER_FORM } from "./order-form";

export const madeUp = defineProvider({
  id: "made-up",
  label: "Made-up Metal",
  key: { page: "https://made-up.example/keys", shapes: [/\bmum_[a-z\d]{6,}/] },
  settings: z.object({
    apiKey: secret(),
    team: z.string({ error: "is missing: the team's short name" }),
    baseUrl: baseUrl("https://api.made-up.example"),
  }),
  environment: { apiKey: "MADE_UP_API_KEY", team: "MADE_UP_TEAM", baseUrl: "MADE_UP_BASE_URL" },
  requestsPerMinute: 60,
  orderForm: ORDER_FORM,
  connect: createMadeUpClient,
  createFake: createMadeUpFake,
});
