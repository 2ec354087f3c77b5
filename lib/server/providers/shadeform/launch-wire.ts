import "server-only";
import { z } from "zod";
import { providerWord } from "@/lib/server/providers/provider-text";
import { wireSize } from "@/lib/server/providers/wire-values";

/** Only how many there are: what a list holds may be private. */
export const listLength = z
  .array(z.unknown())
  .transform((items) => items.length)
  .nullish();

/** A variable's name, without its value. */
export const variableNames = z
  .array(z.object({ name: z.string().max(1_000) }))
  .transform((variables) => variables.map(({ name }) => name))
  .nullish();

/** A script's size in bytes; the script itself is dropped here. */
const scriptSize = z.string().transform((base64) => Math.floor((base64.replace(/[\s=]/g, "").length * 3) / 4));

/**
 * What runs on a machine once it has booted. It holds tokens, passwords and scripts, so only this projection of it is read: no
 * arguments, no values, no paths, no credentials.
 */
export const launchSchema = z
  .object({
    type: providerWord.nullish(),
    docker_configuration: z
      .object({
        image: providerWord.nullish(),
        shared_memory_in_gb: wireSize.nullish(),
        envs: variableNames,
        port_mappings: listLength,
        volume_mounts: listLength,
      })
      .nullish(),
    script_configuration: z.object({ base64_script: scriptSize }).nullish(),
  })
  .nullish();
export type WireLaunch = NonNullable<z.infer<typeof launchSchema>>;
