import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Routes read the path and the query of an address; who was asked stands in the `Host` header. */
const ANY_ORIGIN = "http://localhost";

/** A request without a body, as routes take it. Its signal aborts when the client has gone. */
export function toRequest(message: IncomingMessage, response: ServerResponse): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  const client = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) client.abort();
  });
  return new Request(`${ANY_ORIGIN}${message.url ?? "/"}`, { headers, signal: client.signal });
}

/** Sends an answer whose body is complete, in one write to the socket. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  const body = answer.body === null ? null : Buffer.from(await answer.arrayBuffer());
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name === "set-cookie") response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (body === null) response.end();
  else response.end(body);
}
