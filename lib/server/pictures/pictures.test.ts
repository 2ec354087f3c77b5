import { expect, it } from "vitest";
import type { Preview } from "../views/fleet/preview-view";
import { createPictures, type Picture } from "./pictures";

const view = (headline: string, readAt = 0): Preview => ({
  headline: [headline],
  mark: "healthy",
  figures: [],
  readAt,
  timeZone: "UTC",
  demo: false,
});

/** Pictures that finish drawing when the test says so. */
function slowPictures(size = 10) {
  const begun: string[] = [];
  let finish: (() => void)[] = [];
  const clock = { now: 0 };
  const draw = (preview: Preview) =>
    new Promise<Picture>((resolve) => {
      begun.push(`${preview.headline[0]} ${preview.readAt}`);
      finish.push(() => resolve(new Uint8Array(size)));
    });
  const pictures = createPictures(draw, () => clock.now);
  const finishAll = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      for (const end of finish.splice(0)) end();
      await Promise.resolve();
    }
    finish = [];
  };
  return { pictures, begun, finishAll, clock };
}

it("draws a picture once for everybody who asks for it at the same time and later", async () => {
  const { pictures, begun, finishAll } = slowPictures();
  const asked = Array.from({ length: 300 }, (_, index) =>
    pictures.of(`link ${index % 3}`, async () => view("All is well")),
  );
  await finishAll();
  const drawn = await Promise.all(asked);
  expect(begun).toHaveLength(1);
  expect(new Set(drawn)).toHaveLength(1);
  expect(await pictures.of("another", async () => view("All is well"))).toBe(drawn[0]);
});

it("draws a new picture if anything in it differs, including its time", async () => {
  const { pictures, begun, finishAll, clock } = slowPictures();
  for (const [at, now] of [view("well", 0), view("well", 60_000), view("ill", 60_000)].entries()) {
    clock.now = at * 1_000;
    const asked = pictures.of("link", async () => now);
    await finishAll();
    await asked;
  }
  expect(begun).toEqual(["well 0", "well 60000", "ill 60000"]);
});

it("computes what a picture says once a second for the same viewer", async () => {
  const { pictures, finishAll, clock } = slowPictures();
  let viewed = 0;
  const ask = () =>
    pictures.of("link", async () => {
      viewed += 1;
      return view("well");
    });
  const asked = [ask(), ask(), ask()];
  clock.now = 999;
  asked.push(ask());
  clock.now = 1_000;
  asked.push(ask());
  await finishAll();
  await Promise.all(asked);
  expect(viewed).toBe(2);
});

it("draws one at a time, and turns away a request that would wait behind four others", async () => {
  const { pictures, begun, finishAll } = slowPictures();
  const asked = ["a", "b", "c", "d", "e", "f", "g"].map((name) => pictures.of(name, async () => view(name)));
  expect(await Promise.all(asked.slice(5))).toEqual([null, null]);
  expect(begun).toEqual(["a 0"]);
  await finishAll();
  expect((await Promise.all(asked.slice(0, 5))).every((picture) => picture !== null)).toBe(true);
  expect(begun).toHaveLength(5);
});

it("caches no more than 4 MB, the most recent", async () => {
  const { pictures, begun, finishAll } = slowPictures(1_048_576);
  const ask = async (name: string) => {
    const asked = pictures.of(name, async () => view(name));
    await finishAll();
    await asked;
  };
  for (const name of ["a", "b", "c", "d", "e"]) await ask(name);
  await ask("e");
  expect(begun).toHaveLength(5);
  await ask("a");
  expect(begun.at(-1)).toBe("a 0");
});

it("tries again after a picture that could not be drawn", async () => {
  let isBroken = true;
  const draw = async () => {
    if (isBroken) throw new Error("no");
    return new Uint8Array(1);
  };
  const pictures = createPictures(draw, () => 0);
  await expect(pictures.of("link", async () => view("well"))).rejects.toThrow("no");
  isBroken = false;
  expect(await pictures.of("link", async () => view("well"))).toHaveLength(1);
});

it("answers that a picture that was not drawn in time will be ready in a moment, and then draws it", async () => {
  const drawn = [null, new Uint8Array(10)];
  const pictures = createPictures(
    async () => drawn.shift() ?? null,
    () => 0,
  );
  expect(await pictures.of("link", async () => view("All is well"))).toBeNull();
  expect(await pictures.of("link", async () => view("All is well"))).toHaveLength(10);
});
