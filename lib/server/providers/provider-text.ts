import "server-only";
import { z } from "zod";
import { clip, scrubLogLine } from "@/lib/domain/text/scrub";
import { boundedScrub } from "./bounded-scrub";
import { keyShapes } from "./key-shapes";

/** A name or word from a provider, on one line and bounded, so that no answer can fill a page; also a number. Empty: `null`. */
export const providerWord = z.union([z.string(), z.number()]).transform((text) => clip(String(text)) || null);

/** A sentence from a provider, which may quote secrets: bounded and scrubbed. Empty: `null`. */
export const providerSentence = z.string().transform((text) => boundedScrub(text) || null);

/** A line of a log from a provider, bounded and scrubbed, with its indentation. */
export function providerLogLine(text: string, maxLength: number): string {
  return scrubLogLine(text, keyShapes(), maxLength);
}

const MAX_ID_LENGTH = 200;
/**
 * Control characters, direction marks and other invisible characters, lone surrogates, and what replaces any of them.
 */
const UNSAFE_IN_IDS = /[\p{Cc}\p{Cf}\p{Cs}\uFFFD]/u;

/**
 * Whether an id can be stored, shown and sent back exactly as it came. One that had to be changed first might equal
 * another cluster's.
 */
export function isUsableId(id: string): boolean {
  return id !== "" && id.length <= MAX_ID_LENGTH && !UNSAFE_IN_IDS.test(id);
}

/**
 * An id from a provider, also one that is written as a number. An item whose id cannot be used counts as unreadable; so does a number
 * whose last digits JSON has lost.
 */
export const providerId = z.union([z.string(), z.int().transform(String)]).refine(isUsableId);
