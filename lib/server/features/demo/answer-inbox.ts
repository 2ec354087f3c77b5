import "server-only";
import type { z } from "zod/mini";
import type { demoInboxSchema } from "@/lib/contract/alerts/demo-inbox";
import type { Application } from "../../http/application";
import { notFound } from "../../refusal";

export function answerInbox({ demoMessages }: Pick<Application, "demoMessages">): z.input<typeof demoInboxSchema> {
  if (demoMessages === null) throw notFound("Only the demo has an inbox. Messages go to your channels.");
  return { messages: demoMessages() };
}
