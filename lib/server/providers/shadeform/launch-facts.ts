import "server-only";
import type { Fact } from "@/lib/domain/cluster/cluster";
import { formatCounted } from "@/lib/domain/text/format";
import { formatBytes } from "@/lib/domain/text/format-bytes";
import { imageName, maskedImageName } from "@/lib/server/providers/image-name";
import { joinValues, type Value } from "@/lib/server/providers/join-values";
import type { WireLaunch } from "./launch-wire";
import type { WireInstance } from "./wire";

const GROUP = "Launch configuration";
const VARIABLE_NAME = /^[a-z_][\w.-]{0,63}$/i;

/** What runs on the nodes once they have booted: names, counts and sizes. Where nodes differ, each value once. */
export function launchFactsOf(instances: readonly WireInstance[]): Fact[] {
  const fact = (label: string, read: (instance: WireInstance) => Value): Fact[] => {
    const value = joinValues(instances.map(read));
    return value === null ? [] : [{ label, value, group: GROUP }];
  };
  return [
    ...fact("Kind", ({ launch_configuration }) => launch_configuration?.type),
    ...imageFact(instances),
    ...fact("Environment variables", variableWords),
    ...fact("Ports published", (instance) => dockerOf(instance)?.port_mappings),
    ...fact("Volumes mounted", (instance) => dockerOf(instance)?.volume_mounts),
    ...fact("Shared memory (GB)", (instance) => dockerOf(instance)?.shared_memory_in_gb),
    ...fact("Startup script", scriptWords),
    ...fact("Volumes attached", ({ volume_ids }) => volume_ids),
  ];
}

/** A registry's host may be private, so only operators read it. */
function imageFact(instances: readonly WireInstance[]): Fact[] {
  const images = instances.map((instance) => dockerOf(instance)?.image ?? null);
  const whole = joinValues(images.map((image) => image && imageName(image)));
  const masked = joinValues(images.map((image) => image && maskedImageName(image)));
  if (whole === null || masked === null) return [];
  return [{ label: "Image", value: masked, ...(whole !== masked && { operatorValue: whole }), group: GROUP }];
}

/** Both kinds may be printed together: only the one that is named runs. */
function dockerOf({ launch_configuration }: WireInstance): WireLaunch["docker_configuration"] {
  return launch_configuration?.type === "docker" ? launch_configuration.docker_configuration : null;
}

function scriptWords({ launch_configuration }: WireInstance): Value {
  const script = launch_configuration?.type === "script" ? launch_configuration.script_configuration : null;
  return script && formatBytes(script.base64_script);
}

/** "2: HF_HOME, WANDB_MODE". What does not look like a name might be a value in the wrong place: it is counted only. */
function variableWords(instance: WireInstance): Value {
  const names = [...new Set([...(dockerOf(instance)?.envs ?? []), ...(instance.envs ?? [])])];
  if (names.length === 0) return null;
  const known = names.filter((name) => VARIABLE_NAME.test(name));
  const unnamed = names.length - known.length;
  return [
    formatCounted(names.length, "variable"),
    [...known, ...(unnamed > 0 ? [`${unnamed} unnamed`] : [])].join(", "),
  ].join(": ");
}
