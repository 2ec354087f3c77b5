import { Agent, type ClientRequest, request as httpRequest, type IncomingHttpHeaders } from "node:http";

export interface HeldCall {
  /** What it is answered; rejects if the connection is lost before. */
  answer: Promise<HeldAnswer>;
  /** As a client does that closes its tab. */
  abort(): void;
}

export interface HeldAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Longer than any test waits for an answer that must come at once. */
export const WAIT_S = 25;
const agent = new Agent({ maxSockets: 1_000 });

/** Asks for whatever follows the answer with this tag, on a connection of its own. */
export function holdCall(
  url: string,
  etag: string,
  headers: Record<string, string> = {},
  wait = `${WAIT_S}`,
): HeldCall {
  const { promise: answer, resolve, reject } = Promise.withResolvers<HeldAnswer>();
  const outgoing: ClientRequest = httpRequest(
    `${url}?wait=${wait}`,
    { agent, headers: { ...headers, "If-None-Match": etag } },
    (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    },
  );
  outgoing.on("error", reject).end();
  // Whoever aborts does not look at the answer.
  answer.catch(() => null);
  return { answer, abort: () => outgoing.destroy() };
}
