import { RequestError } from "@/lib/queries/request";

/** The server's own sentence, as it is. */
export function problemText(error: Error): string {
  return error instanceof RequestError ? error.detail : "This page met an error of its own.";
}
