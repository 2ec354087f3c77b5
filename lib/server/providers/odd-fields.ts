import "server-only";
import { z } from "zod";
import { formatCounted } from "@/lib/domain/text/format";
import { type NoteOdd, readLeniently } from "./read-leniently";

const MAX_NAMED = 8;

/** The fields of one account's answers that could not be read, for its warnings. */
export interface OddFields {
  /** To note what is odd in the latest answer from a source, such as "list": what that source's earlier answer had is forgotten. */
  begin(source: string): NoteOdd;
  /** Forgets the sources that do not pass: the details of clusters that are gone. */
  retain(isKept: (source: string) => boolean): void;
  /** One sentence, or none. */
  warnings(): string[];
}

export function createOddFields(providerLabel: string): OddFields {
  const bySource = new Map<string, Set<string>>();
  return {
    begin: (source) => {
      const fields = new Set<string>();
      bySource.set(source, fields);
      return (field) => fields.add(field);
    },
    retain: (isKept) => {
      for (const source of bySource.keys()) if (!isKept(source)) bySource.delete(source);
    },
    warnings: () => oddFieldsSentence(providerLabel, new Set([...bySource.values()].flatMap((fields) => [...fields]))),
  };
}

function oddFieldsSentence(providerLabel: string, fields: ReadonlySet<string>): string[] {
  if (fields.size === 0) return [];
  const names = [...fields].sort();
  const others = names.length - MAX_NAMED;
  const shown = others > 0 ? [...names.slice(0, MAX_NAMED), formatCounted(others, "other field")] : names;
  return [
    `${providerLabel} sent values that Clusterdeck does not understand, so they are left out: ${shown.join(", ")}. All else is shown`,
  ];
}

/**
 * For an answer, or a part of one, that is a single thing: a schema that reads it as `readLeniently` does. Not around an envelope:
 * one that is broken must fail, not pass for an empty one.
 */
export function leniently<Value>(schema: z.ZodType<Value>, noteOdd: NoteOdd): z.ZodType<Value> {
  return z.unknown().transform((raw, context): Value => {
    const result = readLeniently(schema, raw, noteOdd);
    if (result.ok) return result.value;
    for (const { path } of result.issues) context.addIssue({ code: "custom", path });
    return z.NEVER;
  });
}
