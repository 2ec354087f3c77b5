// Written from lib/contract/offers.ts by `npx vitest run lib/contract/shapes --update`.
import type { offersSchema } from "../offers";
import { integer, list, nullable, object, shapeOf, string, time } from "./shape";

export const offersShape = shapeOf<typeof offersSchema>(
  object({
    offers: list(
      object({
        cloud: string,
        region: nullable(object({ id: string, label: string })),
        usdMicrosPerHour: integer,
        usdMicrosPerHourLess: integer,
        conditions: list(string),
      }),
    ),
    readAt: nullable(time),
  }),
);
