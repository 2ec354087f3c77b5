import { buffer } from "node:stream/consumers";
import { startLoopbackServer } from "../http/loopback-server";
import type { Answer, Received, Service } from "./received";

export interface Receivers {
  /** The address of a service. */
  urlOf(name: string): string;
  /** What each service got, oldest first. */
  received(name: string): Received[];
  /** The service's next answer, whatever it gets; `null` for none at all. */
  answerNext(name: string, answer: Answer | null): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves each of these services over real HTTP, below a path of its own. */
export async function startReceivers(services: Readonly<Record<string, Service>>): Promise<Receivers> {
  const got = new Map<string, Received[]>();
  const next = new Map<string, Answer | null>();
  const server = await startLoopbackServer(async (request, response) => {
    const [, name = "", path = ""] = /^\/([^/?]+)(.*)$/.exec(request.url ?? "") ?? [];
    const service = services[name];
    const headers = new Headers(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    const received = { path: path === "" ? "/" : path, headers, body: await buffer(request) };
    got.set(name, [...(got.get(name) ?? []), received]);
    const planned = next.get(name);
    next.delete(name);
    if (planned === null) return;
    const answer = planned ?? service?.(received) ?? { status: 404 };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return {
    urlOf: (name) => `${server.origin}/${name}`,
    received: (name) => got.get(name) ?? [],
    answerNext: (name, answer) => next.set(name, answer),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
