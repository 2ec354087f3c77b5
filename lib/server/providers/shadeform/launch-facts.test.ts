import { expect, it } from "vitest";
import { parseItems } from "@/lib/server/providers/items";
import pending from "./fixtures/instance-pending.json";
import { launchFactsOf } from "./launch-facts";
import { instanceSchema } from "./wire";

function factsOf(...instances: object[]) {
  const raw = instances.map((changes) => ({ ...pending, ...changes }));
  const { items } = parseItems(
    raw,
    instanceSchema,
    () => null,
    () => {},
  );
  expect(items).toHaveLength(instances.length);
  const facts = launchFactsOf(items);
  return Object.fromEntries(facts.map(({ label, value }) => [label, value]));
}

const docker = (configuration: object) => ({
  launch_configuration: { type: "docker", docker_configuration: configuration },
});

it("tells nothing where nothing is launched", () => {
  expect(factsOf({})).toEqual({});
  expect(factsOf({ launch_configuration: null })).toEqual({});
});

it("masks the registry's host and keeps it for operators", () => {
  const instance = instanceSchema.parse({ ...pending, ...docker({ image: "registry.acme.example/app:2" }) });
  expect(launchFactsOf([instance])[1]).toEqual({
    label: "Image",
    value: "[registry]/app:2",
    operatorValue: "registry.acme.example/app:2",
    group: "Launch configuration",
  });
});

it("names variables of the machine and of its container once, and counts what may be a value", () => {
  const envs = [
    { name: "HF_HOME", value: "secret" },
    { name: "TOKEN=abc", value: "" },
  ];
  const facts = factsOf({ ...docker({ image: "app", envs }), envs: [{ name: "HF_HOME" }, { name: "WANDB_MODE" }] });
  expect(facts["Environment variables"]).toBe("3 variables: HF_HOME, WANDB_MODE, 1 unnamed");
});

it("tells a script's size, and nothing of a kind that does not run", () => {
  const script = { base64_script: Buffer.from("x".repeat(1_536)).toString("base64") };
  const both = { docker_configuration: { image: "app" }, script_configuration: script };
  expect(factsOf({ launch_configuration: { type: "script", ...both } })).toEqual({
    Kind: "script",
    "Startup script": "1.5 KB",
  });
  expect(factsOf({ launch_configuration: { type: "docker", ...both } })).toEqual({ Kind: "docker", Image: "app" });
});

it("says each value once where nodes differ", () => {
  expect(factsOf(docker({ image: "a" }), docker({ image: "b" }), docker({ image: "a" })).Image).toBe("a, b");
});

it.each([7, "docker", [], { type: 7 }, { type: "docker", docker_configuration: { envs: "A=1", image: {} } }])(
  "loses no machine to a configuration of another shape: %j",
  (launch_configuration) => {
    expect(factsOf({ launch_configuration }).Image).toBeUndefined();
  },
);
