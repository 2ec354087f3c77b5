import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createCluster } from "@/app/api/accounts/[accountId]/clusters/route";
import { POST as getOrderCommand } from "@/app/api/accounts/[accountId]/order-command/route";
import { GET as getOrderForm } from "@/app/api/accounts/[accountId]/order-form/route";
import { GET as getClusters } from "@/app/api/clusters/route";
import { GET as getSettings } from "@/app/api/settings/route";
import { serveFleetOf } from "@/e2e/support/served-fleet";
import { orderFormSchema } from "@/lib/contract/order-form";
import { readFields } from "@/lib/domain/cluster/order/read-fields";
import { readConfiguration } from "@/lib/server/configuration/read-configuration";
import { secretsOf } from "@/lib/server/configuration/secrets-of";
import { startDemo } from "@/lib/server/demo/start-demo";
import { runningApplication } from "@/lib/server/http/application";
import { providers } from "@/lib/server/providers/registry";
import { variablesOf } from "@/lib/server/providers/settings";
import { type Stage, startApplication } from "@/lib/server/start/start-application";
import { forgetSingleton } from "@/lib/testing/forget-singleton";
import { describeAdapter } from "../adapter-contract";
import { describeDeclaration } from "../adapters/declaration-contract";
import { describeOddFields } from "../adapters/odd-fields-contract";
import { undocumentedVariables } from "../documented-variables";
import { temporaryFolders } from "../stores";
import { madeUp } from "./index";

// A provider is one folder and one line: this is the line.
const registry = [...providers, madeUp] as const;

describeDeclaration(madeUp);
describeAdapter(madeUp);
describeOddFields(madeUp);

const noFile = () => {
  throw new Error("There is no such file.");
};

describe("a fifth provider that no other file knows", () => {
  it("is configured by its own variables and its own settings, and told of what is missing", () => {
    const read = (yaml: string, environment = {}) => readConfiguration(environment, registry, () => yaml);
    const account = "accounts:\n  - { provider: made-up, id: metal, apiKey: mum_k3y00001, team: red }\n";
    expect(read(account, { MADE_UP_API_KEY: "mum_k3y00002", MADE_UP_TEAM: "blue" })).toMatchObject({
      ok: true,
      configuration: {
        accounts: [
          { id: "made-up", label: "Made-up Metal", baseUrl: "https://api.made-up.example", requestsPerMinute: 60 },
          { id: "metal" },
        ],
      },
    });
    expect(read("", { MADE_UP_API_KEY: "mum_k3y00002" })).toEqual({
      ok: false,
      mistakes: [{ where: "MADE_UP_TEAM", message: "is missing: the team's short name" }],
      warnings: [],
    });
    expect(read("accounts:\n  - { provider: other }\n")).toMatchObject({
      mistakes: [{ message: expect.stringContaining(`${providers.at(-1)?.id}, made-up`) }],
    });
  });

  it("is reported if its variables are not documented", () => {
    for (const file of [".env.example", "docs/configuration.md"]) {
      const text = readFileSync(file, "utf8");
      expect(undocumentedVariables(registry, text)).toEqual(variablesOf(madeUp));
      const explained = Object.values(madeUp.fields)
        .map(({ variable }) => variable)
        .map((name) => `\n# ${name}=\n\`${name}\``);
      expect(undocumentedVariables(registry, text + explained.join(""))).toEqual([]);
    }
  });

  it("is part of the demo", async () => {
    const demo = await startDemo(registry, Date.now, 15_000);
    await demo.close();
    expect(demo.accounts.map(({ id }) => id)).toEqual(registry.map(({ id }) => id));
  });
});

describe("a server that knows a fifth provider, over HTTP", () => {
  const newFolder = temporaryFolders();
  let fleet: Awaited<ReturnType<typeof serveFleetOf<typeof registry>>>;
  let server: Stage;

  beforeAll(async () => {
    fleet = await serveFleetOf(registry);
    const read = readConfiguration(
      { ...fleet.environment, HOST: "127.0.0.1", CLUSTERDECK_AUTH: "off", CLUSTERDECK_DATA_DIR: newFolder() },
      registry,
      noFile,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
    expect(secretsOf(read.configuration)).toContain(fleet.fakes["made-up"].apiKey);
    const state = { file: null, readAt: 0, mistakes: [], needsRestart: [] };
    const stage = await startApplication({
      ...{ complete: read, providers: registry, giveUp: expect.fail },
      configurationState: () => state,
    });
    server = stage ?? expect.fail();
  });
  afterAll(async () => {
    await server.stop();
    await fleet[Symbol.asyncDispose]();
    for (const name of ["application", "running-changes"]) forgetSingleton(name);
  });

  const bodies: string[] = [];
  /** What a route answers to a call from the server's own page. */
  async function call(route: typeof getOrderForm, method: "GET" | "POST" = "GET", body?: object) {
    const text = JSON.stringify(body);
    const headers = { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000", "content-type": "application/json" };
    const request = new Request("http://127.0.0.1:3000/api", { method, headers, ...(text && { body: text }) });
    const answer = await route(request, { params: Promise.resolve({ accountId: "made-up" }) });
    const answered = await answer.text();
    bodies.push(answered);
    return { status: answer.status, body: JSON.parse(answered) };
  }

  async function until<Value>(read: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<Value> {
    for (;;) {
      const value = await read();
      if (isIt(value)) return value;
      await sleep(50);
    }
  }

  it("reads it, shows its account in the settings, and says how to connect one", async () => {
    const { body } = await until(
      () => call(getClusters),
      ({ body }) => body.accounts.every(({ state }: { state: string }) => state === "ok"),
    );
    expect(body.accounts.at(-1)).toMatchObject({
      provider: "made-up",
      providerLabel: "Made-up Metal",
      canCreate: true,
    });
    const own = body.clusters.filter(({ provider }: { provider: string }) => provider === "made-up");
    expect(own).toHaveLength(12);

    expect((await call(getSettings)).body.accounts.at(-1)).toMatchObject({
      ...{ id: "made-up", providerLabel: "Made-up Metal", requestsPerMinute: 10_000 },
      baseUrl: fleet.environment.MADE_UP_BASE_URL,
    });
    expect(runningApplication()?.keyHelp.at(-1)).toEqual({
      label: "Made-up Metal",
      variables: ["MADE_UP_API_KEY", "MADE_UP_TEAM"],
      keyPage: "https://made-up.example/keys",
      canCreate: true,
    });
  });

  it("gives the page its order form, which both check by, and creates what was ordered", async () => {
    const form = orderFormSchema.parse((await call(getOrderForm)).body);
    expect(form).toEqual(madeUp.orderForm);
    const wrong = readFields(form, { clusterId: "A", size: "huge", gpus: "9" }, null);
    expect(wrong.problems).toEqual({
      clusterId: "Give an id such as abc-7.",
      size: "Choose one of small, large.",
      gpus: "Give a whole number from 1 to 8.",
    });
    const refused = await call(createCluster, "POST", { clusterId: "A", size: "huge", gpus: 9 });
    expect(refused).toMatchObject({ status: 400, body: { fields: wrong.problems } });

    const { order } = readFields(form, { clusterId: " new-7 ", size: "small", gpus: "4" }, null);
    expect(order).toEqual({ clusterId: "new-7", size: "small", gpus: 4 });
    const { body: shell } = await call(getOrderCommand, "POST", order ?? {});
    expect(shell.command).toContain(`--url '${fleet.environment.MADE_UP_BASE_URL}/demo/machines'`);
    expect(shell.command).toContain('--header "X-Made-Up-Key: $MADE_UP_API_KEY"');

    const created = await call(createCluster, "POST", order ?? {});
    expect(created).toMatchObject({ status: 201, body: { id: "made-up~new-7", status: "provisioning", gpuCount: 4 } });
    expect(await call(createCluster, "POST", { ...order, clusterId: "met-1" })).toMatchObject({ status: 409 });
  });

  it("keeps its key out of every answer, even if the provider itself quotes it", async () => {
    const { body } = await call(getClusters);
    const broken = body.clusters.find(({ id }: { id: string }) => id === "made-up~met-2");
    expect(broken.statusDetail).toBe("Its agent was started with [secret]");
    expect(bodies.filter((text) => /mum_|CANARY/.test(text))).toEqual([]);
  });

  it("loses only its account when it fails", async () => {
    fleet.setFault("made-up", "500");
    const { body } = await until(
      () => call(getClusters),
      ({ body }) => body.accounts.at(-1).state === "failing",
    );
    expect(body.accounts.filter(({ state }: { state: string }) => state === "ok")).toHaveLength(providers.length);
  });
});
