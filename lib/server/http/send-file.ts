import "server-only";
import type { Person } from "../auth/people/person";
import { HttpProblem } from "../http-problem";
import { log } from "../log";
import type { Pause } from "../pause";
import type { NoPlace } from "../workload/export-places";
import type { Application } from "./application";
import { askerOf } from "./asker-of";
import { exportStream } from "./export-stream";

interface ExportedFile {
  name: string;
  contentType: string;
  /** Must await `pause` between the steps of its work. */
  write: (pause: Pause) => AsyncGenerator<string>;
}

const RETRY_AFTER_S = 10;

/**
 * An export as a download, written while it is read. Throws a 429 or 503 if no place is free. HEAD takes no place: a
 * page sends it first to find out whether the download would be refused.
 */
export function sendFile(
  { exportPlaces }: Pick<Application, "exportPlaces">,
  request: Request,
  person: Person,
  { name, contentType, write }: ExportedFile,
): Response {
  const giveBack = exportPlaces.take(askerOf({ person, request }).key);
  if (typeof giveBack === "string") throw noPlace(giveBack);
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

function noPlace(reason: NoPlace): HttpProblem {
  const headers = { "Retry-After": String(RETRY_AFTER_S) };
  if (reason === "person-has-one") {
    const detail = "One of your exports is still running. Wait until it has ended, or cancel it, and then try again.";
    return new HttpProblem(429, { code: "export-running", detail }, headers);
  }
  const detail = "Other people are exporting, and the server writes only two files at a time. Try again in a moment.";
  return new HttpProblem(503, { code: "exports-busy", detail }, headers);
}
