// Written from lib/contract/order-form.ts by `npx vitest run lib/contract/shapes --update`.
import type { orderCommandSchema, orderFormSchema } from "../order-form";
import { anyOf, boolean, list, nullable, number, object, oneOf, shapeOf, string } from "./shape";

export const orderCommandShape = shapeOf<typeof orderCommandSchema>(object({ command: string, keyVariable: string }));

export const orderFormShape = shapeOf<typeof orderFormSchema>(
  object({
    about: string,
    billing: string,
    ifRejected: string,
    ifSentAgain: string,
    variants: nullable(
      object({ legend: string, options: list(object({ id: string, label: string, onlyInDemo: boolean })) }),
    ),
    groups: list(
      object({
        title: string,
        variant: nullable(string),
        foldedNote: nullable(string),
        fields: list(
          object({
            path: string,
            label: string,
            help: string,
            without: nullable(string),
            example: string,
            isProse: boolean,
            rule: anyOf(
              object({ kind: oneOf("text"), pattern: string, maxLength: number, sentence: string }),
              object({ kind: oneOf("number"), min: number, max: number }),
              object({ kind: oneOf("choice"), options: list(object({ value: string, label: string })) }),
            ),
            suggestions: list(string),
            agreement: nullable(object({ part: string, with: string, otherwise: string })),
          }),
        ),
      }),
    ),
  }),
);
