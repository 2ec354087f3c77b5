import "server-only";
import type { Person } from "../auth/people/person";
import { HttpProblem } from "../http-problem";
import { log } from "../log";
import type { Pause } from "../pause";
import type { NoSlot } from "../workload/export-slots";
import type { Application } from "./application";
import { exportStream } from "./export-stream";
import { requesterOf } from "./requester-of";

interface ExportedFile {
  name: string;
  contentType: string;
  /** Must await `pause` between the steps of its work. */
  write: (pause: Pause) => AsyncGenerator<string>;
}

const RETRY_AFTER_S = 10;

/**
 * An export as a download, written while it is read. Throws a 429 or 503 if no slot is free. HEAD takes no slot: a
 * page sends it first to find out whether the download would be refused.
 */
export function sendFile(
  { exportSlots }: Pick<Application, "exportSlots">,
  request: Request,
  person: Person,
  { name, contentType, write }: ExportedFile,
): Response {
  const giveBack = exportSlots.take(requesterOf({ person, request }).key);
  if (typeof giveBack === "string") throw noSlot(giveBack);
  const headers = {
    "Content-Type": `${contentType}; charset=utf-8`,
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "private, no-store",
  };
  if (request.method === "HEAD") {
    giveBack();
    return new Response(null, { headers });
  }
  const onEnd = (error: unknown) => {
    giveBack();
    if (error !== null) log().error({ err: error, file: name }, "An export could not be finished");
  };
  return new Response(exportStream(write, { signal: request.signal, onEnd }), { headers });
}

function noSlot(reason: NoSlot): HttpProblem {
  const headers = { "Retry-After": String(RETRY_AFTER_S) };
  if (reason === "person-has-one") {
    const detail = "One of your exports is still running. Wait until it has ended, or cancel it, and then try again.";
    return new HttpProblem(429, { code: "export-running", detail }, headers);
  }
  const detail = "Other people are exporting, and the server writes only two files at a time. Try again in a moment.";
  return new HttpProblem(503, { code: "exports-busy", detail }, headers);
}
