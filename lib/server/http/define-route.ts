import "server-only";
import type { z } from "zod/mini";
import type { Role } from "@/lib/domain/people/role";
import type { Person } from "../auth/people/person";
import type { Application } from "./application";
import { readJson } from "./read-json";
import { sendJson } from "./send-json";

/**
 * Who may make a call: everybody who reaches the process, even while nothing else in it works (`process`); everybody
 * who passes `security/` (`public`); everybody with a share link or a screen (`guest`); programs with the metrics token
 * (`scraper`, see `admitScraper`); or people with this role or a higher one. Guests are not told what is wrong with the store.
 */
export type Audience = "process" | "public" | "guest" | "scraper" | Role;

/** What is said about a call wherever calls are listed: in the API's description, in docs/api.md, in tests. */
export interface RouteDescription {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Segments in braces are parameters: "/api/clusters/{clusterId}". The route file must be at this path. */
  path: `/api/${string}`;
  audience: Audience;
  summary: string;
  /** The parameters of the query, and what each means. */
  query?: Readonly<Record<string, string>>;
  body?: z.ZodMiniType;
  /** The fields of a body that is sent as a form, and what they mean. */
  form?: Readonly<Record<string, string>>;
  /** The status of a success; 200 unless given. */
  status?: number;
  /** A schema, or the media type of an answer that is not JSON. */
  answer: z.ZodMiniType | { file: string };
  /** Whether calls are rate-limited per address, person, account or link. */
  isLimited?: boolean;
  /** Whether it is answered whatever its Host names: what probes a server knows only its address, as Kubernetes does of a pod. */
  isProbe?: boolean;
}

export interface Call {
  request: Request;
  application: Application;
  /** A parameter of the path, decoded. */
  param: (name: string) => string;
}

export interface RouteInput<Body = unknown> extends Call {
  /** Throws a refusal that names what is wrong with the body. */
  readBody: () => Promise<Body>;
}

export interface PersonInput<Body = unknown> extends RouteInput<Body> {
  person: Person;
  /** Who the caller is by now. Throws a problem if they have lost the right to this call meanwhile. */
  identifyAgain: () => Promise<Person>;
}

/** A value of the answer's schema, or a response if it is not JSON or has its own headers. */
type Outcome<Answer> = Answer | Response | Promise<Answer | Response>;

type Definition<Body, Answer> = RouteDescription & {
  body?: z.ZodMiniType<Body>;
  answer: z.ZodMiniType<unknown, Answer> | { file: string };
} & (
    | { audience: "process"; run: () => Outcome<Answer> }
    | { audience: "public" | "guest" | "scraper"; run: (input: RouteInput<Body>) => Outcome<Answer> }
    | { audience: Role; run: (input: PersonInput<Body>) => Outcome<Answer> }
  );

/** The client of a call, as `serve` has let it in. */
export interface Caller {
  /** Throws a problem if the person has neither this role nor a higher one. */
  identify(needed: Role): Promise<Person>;
  /** Resolves once the whole body has arrived: nothing is done before. */
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
    if ("file" in answer) throw new Error(`${path} did not answer with a file.`);
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
        case "scraper":
          return send(await definition.run(withBody(await caller.receive())));
        default: {
          const identifyAgain = () => caller.identify(definition.audience);
          const person = await identifyAgain();
          return send(await definition.run({ ...withBody(await caller.receive()), person, identifyAgain }));
        }
      }
    },
  };
}
