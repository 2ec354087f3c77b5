import "server-only";
import type { z } from "zod/mini";
import type { ChannelForm } from "@/lib/domain/alerts/channel-form";
import type { ChannelMessage } from "../message/channel-message";

/** What is sent to a service. */
export type ChannelRequest = HttpRequest | MailRequest | PushRequest;

export interface HttpRequest {
  kind: "http";
  method: "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array<ArrayBuffer>;
  /** What is sent instead if the service cannot read the markup. */
  fallback?: HttpRequest;
}

export interface MailRequest {
  kind: "mail";
  /** The server's address and login. */
  server: { host: string; port: number; secure: boolean; user?: string | undefined; password?: string | undefined };
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** The first message about the same cause, so that mail programs show both together. */
  inReplyTo: string | null;
}

/** For every browser that has asked for pushes; each gets it encrypted for itself. */
export interface PushRequest {
  kind: "push";
  /** JSON for `public/push-worker.js`. */
  payload: string;
  urgency: "low" | "normal" | "high";
  /** A push service keeps one message of a topic for a browser that is off: the latest. */
  topic: string;
  /** Which message it is: no browser is sent it twice. */
  messageId: string;
}

/** What came back: of http its status, its headers and the beginning of its body; of mail the code of its server. */
export interface ChannelAnswer {
  status: number;
  headers: Headers;
  body: string;
}

export type Outcome =
  /** `note` is for what is known no better: "Accepted by Teams". */
  | { state: "delivered"; note?: string }
  | { state: "retry"; reason: string; afterMs?: number }
  /** `disables`: no later message will fare better. `isToNobody`: there is nobody to tell, which is no failure of the channel. */
  | { state: "final"; reason: string; disables?: true; isToNobody?: true };

/** What an answer means. `unreadable`: the service cannot read the markup, and so is sent the request's `fallback`. */
export type Reading = Outcome | { state: "unreadable" };

interface Definition<Settings> {
  id: string;
  label: string;
  /** What Settings asks for; left out for a kind that is not added by filling in a form. */
  form?: ChannelForm;
  /** What is set besides name and routing, in the file as in the browser. */
  settings: z.ZodMiniType<Settings>;
  /** The settings that are never shown again. */
  secrets: readonly (keyof Settings & string)[];
  /** Whether each alert is its own incident there, with an end of its own, so that a message is about one only. */
  isPerAlert?: true;
  render(message: ChannelMessage, settings: Settings): ChannelRequest;
  read(answer: ChannelAnswer): Reading;
}

/** A service that people are told through: one file, and one line in `channel-kinds.ts`. */
export interface ChannelKind extends Omit<Definition<unknown>, "secrets"> {
  secrets: readonly string[];
  /** Throws if these are not settings of this kind. */
  render(message: ChannelMessage, settings: unknown): ChannelRequest;
}

export function defineChannel<Settings>(definition: Definition<Settings>): ChannelKind {
  const { settings: schema, render } = definition;
  return { ...definition, render: (message, settings) => render(message, schema.parse(settings)) };
}

export function jsonRequest(url: string, body: unknown, headers: Record<string, string> = {}): HttpRequest {
  return {
    ...{ kind: "http", method: "POST", url },
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}
