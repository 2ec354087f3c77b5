import "server-only";
import { z } from "zod/mini";
import { auditEntrySchema, auditFilterSchema, type auditPageSchema, auditQuerySchema } from "@/lib/contract/audit";
import { recordAudit } from "../../auth/audit/audit";
import { type AuditEntry, readAllAuditEntries, readAuditEntries } from "../../auth/audit/audit-entries";
import type { Person } from "../../auth/people/person";
import type { Application } from "../../http/application";
import { readQuery } from "../../http/read-query";
import { type PersonRequest, requesterOf } from "../../http/requester-of";
import { sendFile } from "../../http/send-file";
import { createPause, type Pause } from "../../pause";
import { busy } from "../../refusal";
import { clientAddress } from "../../security/client-address";
import { requireOpen } from "../../store/storage-refusal";
import { BusyError } from "../../workload/turns";
import { auditEntryView, toAuditFilter } from "./audit-view";

const PAGE_SIZE = 50;

/** A page of the audit log, newest first. */
export async function answerAuditPage(
  { stored, turns }: Application,
  call: PersonRequest,
): Promise<z.output<typeof auditPageSchema>> {
  const { request } = call;
  const { store } = requireOpen(stored);
  const { before, ...filter } = readQuery(request, auditQuerySchema);
  const pause = createPause({ signal: request.signal });
  // One more than is shown, to tell whether there are older ones.
  const read = () =>
    readAuditEntries(store, toAuditFilter(filter), PAGE_SIZE + 1, before ? Number(before) : null, pause);
  // A search for a person may read the whole of a log that is years long.
  const found = await turns.light.take(requesterOf(call), request.signal, read).catch((error: unknown) => {
    throw error instanceof BusyError ? busy("The server is busy searching the audit log.", error.retryAfterMs) : error;
  });
  const shown = found.slice(0, PAGE_SIZE);
  return {
    entries: shown.map(auditEntryView),
    before: found.length > PAGE_SIZE ? String(shown.at(-1)?.id) : null,
  };
}

/** The whole audit log as a file, oldest first. However long it is, only a little of it is held in memory at a time. */
export async function sendAuditExport(application: Application, request: Request, person: Person): Promise<Response> {
  const { store } = requireOpen(application.stored);
  const at = application.coordination.now();
  const filter = toAuditFilter(readQuery(request, auditFilterSchema));
  const answer = sendFile(application, request, person, {
    name: `clusterdeck-audit-${new Date(at).toISOString().slice(0, 10)}.json`,
    contentType: "application/json",
    write: (pause: Pause) => asJsonArray(readAllAuditEntries(store, filter, pause), pause),
  });
  if (request.method === "HEAD") return answer;
  const from = clientAddress(request.headers);
  await recordAudit(store, { at, actor: person.email, action: "audit-log-exported", target: null, from });
  return answer;
}

async function* asJsonArray(pages: AsyncIterable<AuditEntry[]>, pause: Pause): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const page of pages) {
    await pause();
    const lines = page.map((entry) => JSON.stringify(z.parse(auditEntrySchema, auditEntryView(entry))));
    yield separator + lines.join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}
