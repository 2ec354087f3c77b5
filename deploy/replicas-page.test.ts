import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { SECOND_MS } from "@/lib/domain/time/epoch";
import { TIMING } from "@/lib/server/coordination/postgres/timing";
import { manifestsIn } from "@/lib/testing/helm/render-chart";

const page = readFileSync("docs/replicas.md", "utf8");

describe("docs/replicas.md", () => {
  it("says how long the servers really take", () => {
    const takeOverMs = TIMING.ttlMs + TIMING.roundEveryMs + TIMING.roundJitterMs;
    expect(page).toContain(`polls its accounts within ${takeOverMs / SECOND_MS} s`);
    expect(page).toContain(`After at most ${TIMING.trustMs / SECOND_MS} seconds`);
    expect(TIMING.newerWaitsMs).toBe(10 * SECOND_MS);
    expect(page).toContain("once a newer one has run for ten seconds");
  });

  it("says how many connections a server opens", () => {
    const files = ["lib/server/store/open-database.ts", "lib/server/coordination/postgres/server-on-postgres.ts"];
    const pools = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bmax: (\d+)/g)]);
    const counts = pools.map(([, count]) => Number(count));
    // And the one that listens.
    expect(counts.toSorted().concat(1)).toEqual([3, 4, 4, 1]);
    expect(page).toContain("twelve for each server at most: four for quick work, four for what takes long, three");
  });

  it("names commands and files that are there", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const commands = [...page.matchAll(/npm run ([\w-]+)/g)].map(([, name = ""]) => name);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, link = ""]) => posix.join("docs", link));
    const named = [...page.matchAll(/\b(deploy\/[\w/.-]+|compose[\w.]*\.yaml)/g)].map(([, path = ""]) => path);
    expect(links.concat(named).filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names the jobs, and makes the entries of the Secret, that the manifests have", () => {
    const files = readdirSync("deploy/kubernetes", { recursive: true, encoding: "utf8" });
    const manifests = files
      .filter((file) => /^[\w-]+\.yaml$|deployment\.yaml$/.test(file))
      .flatMap((file) => manifestsIn(file, readFileSync(posix.join("deploy/kubernetes", file), "utf8")));
    const jobs = manifests.filter(({ kind }) => kind === "Job").map(({ metadata }) => metadata.name);
    const named = [...page.matchAll(/\bjob\/([\w-]+)|job-name=([\w-]+)/g)].map(([, name, label]) => name ?? label);
    expect(new Set(named)).toEqual(new Set(jobs));
    const text = JSON.stringify(manifests);
    const used = [...text.matchAll(/"name":"clusterdeck","key":"([\w-]+)"(?!,"optional")|\{"key":"([\w-]+)","path"/g)];
    const commands = [...page.matchAll(/kubectl create secret generic clusterdeck(?:.*\\\n)*.*/g)];
    expect(commands).toHaveLength(2);
    for (const [command] of commands) {
      const made = [...command.matchAll(/--from-literal=([\w-]+)=/g)].map(([, name]) => name);
      expect(new Set(made)).toEqual(new Set(used.map(([, ofJob, ofServer]) => ofJob ?? ofServer)));
    }
  });

  it("has commands that need nothing from another block: the pod of an earlier job is gone", () => {
    const blocks = page.match(/(?:^ {4}.*\n)+/gm) ?? [];
    const made = (block: string) => [...block.matchAll(/^ {4}(\w+)=/gm)].map(([, name]) => name);
    const used = blocks.map((block) =>
      [...block.matchAll(/\$(\w+)/g)].filter(([, name]) => !made(block).includes(name)),
    );
    expect(used.flat()).toEqual([]);
    const withJob = blocks.filter((block) => block.includes("job/clusterdeck-tools"));
    expect(withJob).toHaveLength(2);
    for (const block of withJob) expect(block).toMatch(/kubectl apply .+tools.+kubectl wait .+ready.+kubectl exec/s);
  });

  it("links to headings that are there", () => {
    for (const [, file = "", heading = ""] of page.matchAll(/\]\(([\w-]*(?:\.md)?)#([\w-]+)\)/g)) {
      const text = file === "" ? page : readFileSync(posix.join("docs", file), "utf8");
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => anchorOf(title));
      expect(headings, file).toContain(heading);
    }
  });
});

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}
