import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hintCompilation } from "./hint-compilation.mjs";

const distDir = mkdtempSync(join(tmpdir(), "clusterdeck-hint-"));
afterAll(() => rmSync(distDir, { recursive: true }));

it("every file of the program begins with the hint, once however often it is built, and nothing else is touched", async () => {
  const chunks = join(distDir, "static", "chunks");
  mkdirSync(join(chunks, "deeper"), { recursive: true });
  const read = (name: string) => readFileSync(join(chunks, name), "utf8");
  for (const name of ["a.js", "deeper/b.js", "c.css"]) writeFileSync(join(chunks, name), `content of ${name}`);
  for (let build = 0; build < 2; build += 1) await hintCompilation({ distDir });
  expect(read("a.js")).toBe("//# allFunctionsCalledOnLoad\ncontent of a.js");
  expect(read("deeper/b.js")).toBe("//# allFunctionsCalledOnLoad\ncontent of deeper/b.js");
  expect(read("c.css")).toBe("content of c.css");
});
