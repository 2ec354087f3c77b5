import "server-only";
import { z } from "zod";
import { providerId, providerSentence, providerWord } from "@/lib/server/providers/provider-text";

export const machineSchema = z.object({
  id: providerId,
  phase: providerWord.nullish(),
  note: providerSentence.nullish(),
  gpus: z.int().min(1).max(8).nullish(),
  usd_per_hour: z.string().nullish(),
});
export type WireMachine = z.infer<typeof machineSchema>;

export const machinePageSchema = z.object({ machines: z.array(z.unknown()), after: z.string().nullish() });
