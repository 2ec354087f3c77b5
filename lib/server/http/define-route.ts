import "server-only";
import type { z } from "zod/mini";
import type { Role } from "@/lib/domain/people/role";
import type { Person } from "../auth/people/person";
import type { Application } from "./application";
import { readJson } from "./read-json";
import { sendJson } from "./send-json";

/**
 * Who may ask: whoever reaches the process (`process`), also while nothing else of it works; anybody whom the door lets in
 * (`public`); whoever may have a share link or a screen (`guest`); or people with this role or a greater one. Guests are not told
 * what is wrong with the store.
 */
export type Audience = "process" | "public" | "guest" | Role;

/** What is said of a call wherever calls are listed: in the API's description, in docs/api.md, in tests. */
export interface RouteDescription {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments in braces are parameters: "/api/clusters/{clusterId}". The file that serves the route lies where this says. */
  path: `/api/${string}`;
  audience: Audience;
  summary: string;
  /** What may stand in the query, and what it means. */
  query?: Readonly<Record<string, string>>;
  body?: z.ZodMiniType;
  /** The fields of a body that is sent as a form, and what they mean. */
  form?: Readonly<Record<string, string>>;
  /** Of a success; 200 unless given. */
  status?: number;
  /** A schema, or the media type of what is no JSON. */
  answer: z.ZodMiniType | { file: string };
  /** Whether an address, a person, an account or a link has only so many turns. */
  isLimited?: boolean;
}

export interface Call {
  request: Request;
  application: Application;
  /** A parameter of the path, decoded. */
  param: (name: string) => string;
}

export interface RouteInput<Body = unknown> extends Call {
  /** Throws a refusal that names what is wrong in it. */
  readBody: () => Promise<Body>;
}

export interface PersonInput<Body = unknown> extends RouteInput<Body> {
  person: Person;
}

/** A value of the answer's schema; a response where it is no JSON, or also has headers of its own. */
type Outcome<Answer> = Answer | Response | Promise<Answer | Response>;

type Definition<Body, Answer> = RouteDescription & {
  body?: z.ZodMiniType<Body>;
  answer: z.ZodMiniType<unknown, Answer> | { file: string };
} & (
    | { audience: "process"; run: () => Outcome<Answer> }
    | { audience: "public" | "guest"; run: (input: RouteInput<Body>) => Outcome<Answer> }
    | { audience: Role; run: (input: PersonInput<Body>) => Outcome<Answer> }
  );

/** Whoever asks, as `serve` has let them in. */
export interface Caller {
  /** Throws a problem for whoever has neither this role nor a greater one. */
  identify(needed: Role): Promise<Person>;
  /** With all of the body there: only then is anything done. */
  receive(): Promise<Call>;
}

export interface Route extends RouteDescription {
  respond(caller: Caller): Promise<Response>;
}

/** A call of the API. The file at its path serves it: `export const GET = serve(listClusters)`. */
export function defineRoute<Body, Answer>(definition: Definition<Body, Answer>): Route {
  const { path, answer, body, status } = definition;
  const send = (outcome: Answer | Response): Response => {
    if (outcome instanceof Response) return outcome;
    if ("file" in answer) throw new Error(`${path} has answered no file.`);
    return sendJson(answer, outcome, status);
  };
  const withBody = (call: Call): RouteInput<Body> => ({
    ...call,
    readBody: () => {
      if (body === undefined) throw new Error(`${path} takes no body.`);
      return readJson(call.request, body);
    },
  });
  return {
    ...definition,
    async respond(caller) {
      switch (definition.audience) {
        case "process":
          return send(await definition.run());
        case "public":
        case "guest":
          return send(await definition.run(withBody(await caller.receive())));
        default: {
          const person = await caller.identify(definition.audience);
          return send(await definition.run({ ...withBody(await caller.receive()), person }));
        }
      }
    },
  };
}
