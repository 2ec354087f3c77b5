import { expect, it } from "vitest";
import { findWaysInBrowsers } from "./testing/architecture/browser-code";
import { readSources } from "./testing/architecture/sources";

it("sends no zod to browsers, which check answers by the shapes of lib/contract/shapes", () => {
  expect(findWaysInBrowsers(readSources(), "zod")).toEqual([]);
  const planted = [
    { path: "components/x/a.tsx", text: '"use client";\nimport { b } from "@/lib/domain/b";' },
    { path: "lib/domain/b.ts", text: 'export { c } from "./c";' },
    { path: "lib/domain/c.ts", text: 'const { z } = await import("zod/mini");' },
    { path: "components/x/d.tsx", text: '"use client";\nimport type { z } from "zod";' },
    { path: "lib/server/e.ts", text: 'import { c } from "@/lib/domain/c";' },
  ];
  expect(findWaysInBrowsers(planted, "zod")).toEqual([
    ["components/x/a.tsx", "lib/domain/b.ts", "lib/domain/c.ts", "zod/mini"],
  ]);
});
