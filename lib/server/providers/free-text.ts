import "server-only";
import { z } from "zod";

const MAX_LENGTH = 300;

/** Text from a provider, trimmed and cut to 300 characters, so that no answer can fill a page; empty text is `null`. */
export const freeText = z.string().transform((text) => text.trim().slice(0, MAX_LENGTH).trim() || null);
