import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { providers } from "@/lib/server/providers/registry";

/** A command of the documentation: the file that it is run with, and what is run. */
interface ToolsCommand {
  file: string;
  command: string;
}

interface Service {
  environment?: Record<string, string>;
  depends_on?: unknown;
  [setting: string]: unknown;
}

/** That of the specification, as the linter ships it. */
const SCHEMA = "node_modules/dclint/schemas/compose.schema.json";

const PAGES = readdirSync("docs", { withFileTypes: true }).filter((entry) => entry.name.endsWith(".md"));
const replicasPage = readFileSync("docs/replicas.md", "utf8");

const readCompose = (file: string) => parse(readFileSync(file, "utf8"), { merge: true });

describe.each(["compose.yaml", "compose.replicas.yaml"])("%s", (file) => {
  const compose = readCompose(file);

  it("is what the compose specification describes", () => {
    // The address of its draft is not the one that Ajv knows.
    const { $schema: _, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8"));
    const describes = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    describes(compose);
    expect(describes.errors ?? []).toEqual([]);
    expect(describes({ services: { a: { image: "b", port: ["80:80"] } } })).toBe(false);
  });

  it("uses what it declares, and declares what it uses", () => {
    const services: Service[] = Object.values(compose.services);
    const mounted = services.flatMap(({ volumes = [] }) => volumes).map((volume) => String(volume).split(":")[0]);
    const named = mounted.filter((name = "") => !/^[./]/.test(name));
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
  });
});

describe("the servers of compose.replicas.yaml", () => {
  const { services, configs } = readCompose("compose.replicas.yaml");
  const given: Record<string, string> = {
    POSTGRES_PASSWORD: "3f9a",
    CLUSTERDECK_SECRET_KEY: Buffer.alloc(32).toString("base64"),
  };

  it("are alike in everything, and have a configuration that the program accepts", () => {
    expect(services["server-1"]).toEqual(services["server-2"]);
    const environment = withVariables(services["server-1"].environment, given);
    const read = readConfiguration(environment, providers, noFile);
    expect(read).toMatchObject({
      ok: true,
      warnings: [],
      configuration: {
        storage: { databaseUrl: "postgres://clusterdeck:3f9a@postgres:5432/clusterdeck" },
        secretKey: { key: Buffer.alloc(32) },
        publicUrl: "http://localhost",
        demo: false,
      },
    });
  });

  it("are not started without the two secrets, of which the message says how to make them", () => {
    for (const name of Object.keys(given)) {
      const { [name]: _, ...rest } = given;
      expect(() => withVariables(services["server-1"].environment, rest)).toThrow(
        `${name} is missing in .env. Make one`,
      );
    }
  });

  it("are both behind Caddy, which waits for answers as long as they may be held", () => {
    const { content } = configs.caddyfile;
    expect(content).toContain("reverse_proxy server-1:3000 server-2:3000");
    expect(content).toContain("{$$SITE}");
    expect(content).toContain("health_uri /api/ready");
    expect(content).toContain("response_header_timeout 75s");
    for (const server of ["server-1", "server-2"]) expect(services[server].ports).toBeUndefined();
  });

  it("start after PostgreSQL, as does what moves a history there", () => {
    const whenHealthy = { postgres: { condition: "service_healthy" } };
    for (const name of ["server-1", "server-2", "tools"]) expect(services[name].depends_on).toEqual(whenHealthy);
    expect(services.postgres.healthcheck.test).toContain("--host=127.0.0.1");
    expect(services.tools.profiles).toEqual(["tools"]);
  });
});

describe("the tools of compose", () => {
  const toolsOf = (file: string): Service => readCompose(file).services.tools;

  it("reach every path that the documentation gives them, with the file that it names", () => {
    const pages = PAGES.map(({ name }) => readFileSync(`docs/${name}`, "utf8"));
    const named = pages
      .flatMap(toolsCommands)
      .flatMap(({ file, command }) => [...command.matchAll(/(?<=\s)\/[\w-]+/g)].map(([path]) => ({ file, path })));
    const isMounted = ({ file, path }: { file: string; path: string }) =>
      Array.isArray(toolsOf(file).volumes) && String(toolsOf(file).volumes).split(/[:,]/).includes(path);
    expect(new Set(named.map(({ file }) => file))).toEqual(new Set(["compose.yaml", "compose.replicas.yaml"]));
    expect(named.filter((one) => !isMounted(one))).toEqual([]);
  });

  it("back up and restore what the servers use, and not what was left behind when it moved", () => {
    const section = replicasPage.split("\n## Back up and restore\n")[1] ?? "";
    const commands = toolsCommands(section);
    expect(commands.map(({ command }) => command.split(" ")[2])).toEqual(["backup", "restore"]);
    expect(new Set(commands.map(({ file }) => file))).toEqual(new Set(["compose.replicas.yaml"]));
    const { "server-1": server, tools } = readCompose("compose.replicas.yaml").services;
    for (const name of ["DATABASE_URL", "CLUSTERDECK_SECRET_KEY"])
      expect(tools.environment[name]).toBe(server.environment[name]);
  });

  it("are given no address with a password, which npm would print", () => {
    const pages = PAGES.map(({ name }) => readFileSync(`docs/${name}`, "utf8"));
    expect(pages.flatMap(toolsCommands).filter(({ command }) => /DATABASE_URL|postgres:/.test(command))).toEqual([]);
  });
});

function toolsCommands(page: string): ToolsCommand[] {
  return [...page.matchAll(/docker compose(?: --file (\S+))? run --rm tools ([^`#\n]+)/g)].map(
    ([, file = "compose.yaml", command = ""]) => ({ file, command: command.trim() }),
  );
}

/** As compose fills in variables: `${A}`, `${A:-default}`, `${A:?what is missing}`. */
function withVariables(environment: Record<string, string>, variables: Record<string, string>): Record<string, string> {
  const fill = (text: string) =>
    text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind = "-", rest = "") => {
      const value = variables[name];
      if (value === undefined && kind === "?") throw new Error(`${name} ${rest}`);
      return value ?? rest;
    });
  return Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, fill(text)]));
}

function noFile(): never {
  throw Object.assign(new Error("There is no such file."), { code: "ENOENT" });
}
