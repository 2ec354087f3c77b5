import { expect, it } from "vitest";
import { readSources, type Source } from "@/lib/testing/architecture/sources";
import type { Route } from "../http/define-route";
import { ALL_ROUTES, LISTED_ROUTES } from "./all-routes";
import { apiPage } from "./api-page";
import { describeApi } from "./routes";

const DEFINED: ReadonlyMap<string, Route> = new Map([...ALL_ROUTES, ["describeApi", describeApi]]);

const FILE = /^app(\/api\/.*)\/route\.ts$/;
const EXPORT = /^export const (\w+) = serve\((\w+)\);$/;

/** What is wrong with the files that serve the API, as sentences. */
function findMisplaced(
  sources: readonly Source[],
  defined: ReadonlyMap<string, Pick<Route, "method" | "path">>,
): string[] {
  const unserved = new Set(defined.keys());
  const wrong: string[] = [];
  for (const { path, text } of sources) {
    const [, address] = FILE.exec(path) ?? [];
    if (address === undefined) continue;
    const own = address.replaceAll("[", "{").replaceAll("]", "}");
    for (const line of text.split("\n").filter((one) => /^\S/.test(one) && !/^(import |\} from )/.test(one))) {
      const [, method, name = ""] = EXPORT.exec(line) ?? [];
      const route = defined.get(name);
      if (route === undefined) wrong.push(`${path} does more than serve a definition: ${line}`);
      else if (route.method !== method || route.path !== own)
        wrong.push(`${path} serves ${route.method} ${route.path}`);
      unserved.delete(name);
    }
  }
  return [...wrong, ...[...unserved].map((name) => `${name} is served nowhere`)];
}

it("serves every call at the path and by the method in its definition, and nothing else", () => {
  expect(findMisplaced(readSources(), DEFINED)).toEqual([]);
  const one = new Map([["listClusters", { method: "GET", path: "/api/clusters/{clusterId}" }] as const]);
  const planted = (text: string, path = "app/api/clusters/[clusterId]/route.ts") =>
    findMisplaced([{ path, text }], one);
  const served = "export const GET = serve(listClusters);";
  expect(planted(served)).toEqual([]);
  expect(planted(served, "app/api/costs/route.ts")).toEqual([
    "app/api/costs/route.ts serves GET /api/clusters/{clusterId}",
  ]);
  expect(planted(served.replace("GET", "POST"))).toHaveLength(1);
  expect(planted(`${served}\nexport const dynamic = "auto";`)).toHaveLength(1);
  expect(planted("")).toEqual(["listClusters is served nowhere"]);
});

it("defines no call twice", () => {
  const calls = [...DEFINED.values()].map(({ method, path }) => `${method} ${path}`);
  expect(new Set(calls).size).toBe(calls.length);
});

it("is documented as it is, with who may call what: `npx vitest run lib/server/openapi --update` rewrites docs/api.md", async () => {
  await expect(apiPage([...LISTED_ROUTES, describeApi])).toMatchFileSnapshot("../../../docs/api.md");
});
