/** A request as a receiver got it. */
export interface Received {
  /** Below the service's own path. */
  path: string;
  headers: Headers;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** A service that messages are sent to: it refuses what the real one refuses, and answers in its words. */
export type Service = (received: Received) => Answer;

export function json({ body }: Received): unknown {
  return JSON.parse(body.toString("utf8"));
}

export function answerJson(status: number, body: object, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

export function answerText(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain" }, body };
}
