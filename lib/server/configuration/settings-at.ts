import "server-only";
import { z } from "zod";

/** The names that a schema knows at a path into what it describes; none where it describes no object. */
export function settingsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return settingsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return settingsAt(schema.in, path);
  const [next, ...rest] = path;
  if (schema instanceof z.ZodArray) return settingsAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (next === undefined) return Object.keys(schema.shape);
  const inner = Object.entries(schema.shape).find(([name]) => name === next)?.[1];
  return inner instanceof z.core.$ZodType ? settingsAt(inner, rest) : [];
}
