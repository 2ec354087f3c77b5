// Written from lib/contract/guest.ts by `npx vitest run lib/contract/shapes --update`.
import type { unlockedSchema } from "../guest";
import { object, shapeOf, time } from "./shape";

export const unlockedShape = shapeOf<typeof unlockedSchema>(object({ until: time }));
