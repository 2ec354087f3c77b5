// Written from lib/contract/pairing.ts by `npx vitest run lib/contract/shapes --update`.
import type { askingScreenSchema, collectedPairingSchema, newPairingSchema } from "../pairing";
import { nullable, object, shapeOf, string, time } from "./shape";

export const askingScreenShape = shapeOf<typeof askingScreenSchema>(
  object({ code: string, address: nullable(string), browser: string, askedAt: time, expiresAt: time }),
);

export const collectedPairingShape = shapeOf<typeof collectedPairingSchema>(object({ path: nullable(string) }));

export const newPairingShape = shapeOf<typeof newPairingSchema>(
  object({ code: string, secret: string, expiresAt: time }),
);
