// Written from lib/contract/problem.ts by `npx vitest run lib/contract/shapes --update`.
import type { problemSchema } from "../problem";
import { boolean, object, optional, record, shapeOf, string } from "./shape";

export const problemShape = shapeOf<typeof problemSchema>(
  object({ code: string, detail: string, fields: optional(record(string)), mayExist: optional(boolean) }),
);
