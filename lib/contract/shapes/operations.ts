// Written from lib/contract/operations.ts by `npx vitest run lib/contract/shapes --update`.
import type { refreshSchema } from "../operations";
import { object, shapeOf, time } from "./shape";

export const refreshShape = shapeOf<typeof refreshSchema>(object({ nextAttemptAt: time }));
