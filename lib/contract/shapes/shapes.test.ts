import fc from "fast-check";
import { expect, it } from "vitest";
import { ANSWERS } from "@/lib/testing/contract-shapes/answers";
import { describedCheck } from "@/lib/testing/contract-shapes/described-check";
import { exampleAnswer } from "@/lib/testing/contract-shapes/example-answer";
import { shapesFile } from "@/lib/testing/contract-shapes/shapes-file";
import { mutatedSample } from "@/lib/testing/adapters/mutated-sample";
import { atLeast, integer, number, object, type Shape, shapeOf } from "./shape";

/** Variable imports reach into one folder only. */
function shapesOf(name: string): Promise<Record<string, Shape<unknown>>> {
  const [folder, file] = name.split("/");
  return file === undefined ? import(`../shapes/${name}.ts`) : import(`../shapes/${folder}/${file}.ts`);
}

const FILES = Object.entries(ANSWERS);

it.each(FILES)(
  "has a check for every field of %s: `npx vitest run lib/contract/shapes --update` rewrites it",
  async (name, schemas) => {
    await expect(shapesFile(name.replace(/^guest-.*/, "guest"), schemas)).toMatchFileSnapshot(`./${name}.ts`);
  },
);

const asSent = (answers: unknown) => JSON.parse(JSON.stringify(answers));

it.each(FILES)(
  "reads the answers of %s as the schemas do: what they refuse, and what they leave out",
  async (name, schemas) => {
    const shapes = await shapesOf(name);
    for (const [schemaName, schema] of Object.entries(schemas)) {
      const shape = shapes[schemaName.replace(/Schema$/, "Shape")];
      const example = exampleAnswer(describedCheck(schema));
      expect(schema.safeParse(example).success, JSON.stringify(example)).toBe(true);
      const answers = fc.oneof(fc.constant([example]), mutatedSample([example])).map((all) => asSent(all)[0]);
      fc.assert(
        fc.property(answers, (answer) => {
          const { success, data } = schema.safeParse(answer);
          expect(shape?.safeParse(answer)).toEqual(success ? { success, data } : { success });
        }),
      );
    }
  },
);

it("takes no number for one that is too large to be one", () => {
  const tooLarge: unknown = JSON.parse("1e400");
  for (const read of [number, integer, atLeast(0, number)]) {
    expect(shapeOf(object({ tooLarge: read })).safeParse({ tooLarge })).toEqual({ success: false });
  }
});
