// Written from lib/contract/sign-in.ts by `npx vitest run lib/contract/shapes --update`.
import type { signedInSchema, singleSignOnAnswerSchema } from "../sign-in";
import { object, shapeOf, string, url } from "./shape";

export const signedInShape = shapeOf<typeof signedInSchema>(object({ user: object({ email: string, name: string }) }));

export const singleSignOnAnswerShape = shapeOf<typeof singleSignOnAnswerSchema>(object({ url: url }));
