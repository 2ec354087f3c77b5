// Written from lib/contract/alerts/demo-inbox.ts by `npx vitest run lib/contract/shapes --update`.
import type { demoInboxSchema } from "../../alerts/demo-inbox";
import { boolean, list, nullable, object, oneOf, shapeOf, string, time } from "../shape";

export const demoInboxShape = shapeOf<typeof demoInboxSchema>(
  object({
    messages: list(
      object({
        tone: nullable(oneOf("critical", "warning", "info", "resolved")),
        heading: nullable(string),
        lines: list(list(object({ text: string, isStrong: boolean, isLink: boolean }))),
        facts: list(object({ label: string, value: string })),
        code: nullable(string),
        id: string,
        channel: string,
        label: string,
        at: time,
      }),
    ),
  }),
);
