import "server-only";
import { z } from "zod";
import { clip, scrub } from "@/lib/domain/scrub";

/** A name or word from a provider, on one line and bounded, so that no answer can fill a page. Empty: `null`. */
export const providerWord = z.string().transform((text) => clip(text) || null);

/** A sentence from a provider, which may quote secrets: bounded and scrubbed. Empty: `null`. */
export const providerSentence = z.string().transform((text) => scrub(text) || null);
