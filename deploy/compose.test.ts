import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { providers } from "@/lib/server/providers/registry";

interface Service {
  environment?: Record<string, string>;
  depends_on?: unknown;
  [setting: string]: unknown;
}

/** That of the specification, as the linter ships it. */
const SCHEMA = "node_modules/dclint/schemas/compose.schema.json";

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
