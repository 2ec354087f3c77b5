import "server-only";
import { z } from "zod/mini";
import { auditEntrySchema, auditFilterSchema, auditPageSchema, auditQuerySchema } from "@/lib/contract/audit";
import { type AuditEntry, readAllAuditEntries, readAuditEntries } from "../access/audit-entries";
import type { Store } from "../store/open-database";
import { auditEntryView, toAuditFilter } from "../views/audit-view";
import { readQuery } from "./read-query";
import { sendJson } from "./send-json";

const PAGE_SIZE = 50;

/** A page of the audit log, the newest first. */
export async function sendAuditPage(store: Store, request: Request): Promise<Response> {
  const { before, ...filter } = readQuery(request, auditQuerySchema);
  // One more than is shown tells whether there are older ones.
  const found = await readAuditEntries(store, toAuditFilter(filter), PAGE_SIZE + 1, before ? Number(before) : null);
  const shown = found.slice(0, PAGE_SIZE);
  return sendJson(auditPageSchema, {
    entries: shown.map(auditEntryView),
    before: found.length > PAGE_SIZE ? String(shown.at(-1)?.id) : null,
  });
}

/** The whole audit log as a file, the oldest first: however long it is, only a little of it is held at a time. */
export function sendAuditExport(store: Store, request: Request, now: number): Response {
  const pages = readAllAuditEntries(store, toAuditFilter(readQuery(request, auditFilterSchema)));
  const day = new Date(now).toISOString().slice(0, 10);
  return new Response(toBytes(asJsonArray(pages)), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="clusterdeck-audit-${day}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
}

async function* asJsonArray(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const page of pages) {
    const lines = page.map((entry) => JSON.stringify(z.parse(auditEntrySchema, auditEntryView(entry))));
    yield separator + lines.join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** Asks for the next text when the last one is on its way; stops asking when the reader goes. */
function toBytes(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await texts.return(undefined);
    },
  });
}
