import "server-only";
import { z } from "zod";
import { providerWord } from "@/lib/server/providers/provider-text";

/** Only how many there are: what a list holds may be private. One that cannot be read is not known. */
export const listLength = z
  .array(z.unknown())
  .transform((items) => items.length)
  .nullish()
  .catch(null);

/** A variable's name, without its value. */
export const variableNames = z
  .array(z.object({ name: z.string().max(1_000) }))
  .transform((variables) => variables.map(({ name }) => name))
  .nullish()
  .catch(null);

/** A script's size in bytes; the script itself is dropped here. */
const scriptSize = z.string().transform((base64) => Math.floor((base64.replace(/[\s=]/g, "").length * 3) / 4));

/**
 * What runs on a machine once it has booted. It holds tokens, passwords and scripts, so only this projection of it is read: no
 * arguments, no values, no paths, no credentials. Whatever its shape, it never hides a machine.
 */
export const launchSchema = z
  .object({
    type: providerWord.nullish(),
    docker_configuration: z
      .object({
        image: providerWord.nullish(),
        shared_memory_in_gb: z.number().nonnegative().nullish(),
        envs: variableNames,
        port_mappings: listLength,
        volume_mounts: listLength,
      })
      .nullish()
      .catch(null),
    script_configuration: z.object({ base64_script: scriptSize }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
export type WireLaunch = NonNullable<z.infer<typeof launchSchema>>;
