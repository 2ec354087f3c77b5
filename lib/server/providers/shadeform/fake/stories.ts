import "server-only";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time/epoch";
import { clusterBody, instanceBody, type WireObject } from "./bodies";
import { H100_X8, type Machine } from "./machines";
import { PRIVATE_INSTANCE_FIELDS } from "./private-fields";

/** A cluster and, as `GET /instances` lists them, its members. */
export interface Grown {
  cluster: WireObject;
  members: WireObject[];
}

interface RunningStory {
  /** Distinguishes the clusters of a world: part of their ids and addresses. */
  key: number;
  name: string;
  machine: Machine;
  nodes: number;
  activeAt: EpochMs;
  tags?: readonly string[];
  isBare?: boolean;
}

/** One cluster boots, works, is deleted, and makes room for the next. */
const CYCLE_MS = 12 * MINUTE_MS;
const PROVIDER_ANSWERS_AFTER_MS = MINUTE_MS;
const FIRST_BOOTED_AFTER_MS = 150 * SECOND_MS;
const NEXT_BOOTED_AFTER_MS = 30 * SECOND_MS;
const DELETED_AFTER_MS = 10 * MINUTE_MS;
const CYCLE_NODES = 4;
const FIRST_CYCLE_KEY = 1_000;

/** One machine of a running cluster stops answering for a while, and again in the first minutes of each week. */
const WEEK_MS = 7 * DAY_MS;
const SILENT_WITHIN_MS = 28 * MINUTE_MS;
const SILENCE_CYCLE_MS = 25 * MINUTE_MS;
const SILENT_AFTER_MS = 90 * SECOND_MS;
const SILENT_FOR_MS = 12 * MINUTE_MS;
const SILENT_ADDRESS = fakeAddress(2, 3);

const PLACE = { cloud: "denvr", region: "houston-usa-1" };
const REGION_LABEL = "US, Houston, TX";

export function running(story: RunningStory, now: EpochMs): Grown {
  const { key, name, machine, nodes, activeAt, tags = [], isBare = false } = story;
  const createdAt = activeAt - 5 * MINUTE_MS;
  const members = Array.from({ length: nodes }, (_, index) => ({
    ...instanceBody(
      {
        ...PLACE,
        id: fakeUuid(key, index + 1),
        name: `${name}-${index + 1}`,
        machine,
        status: "active",
        ip: fakeAddress(key, index + 1),
        createdAt,
        activeAt,
      },
      now,
    ),
    tags,
    ...(isBare ? {} : PRIVATE_INSTANCE_FIELDS),
  }));
  const shared = {
    ...PLACE,
    id: fakeUuid(key, 0),
    name,
    regionLabel: REGION_LABEL,
    status: "active",
    createdAt,
    activeAt,
  };
  return { cluster: clusterBody({ ...shared, hourlyCents: machine.cents * nodes, instances: members }, now), members };
}

/** Its nodes boot one after another within four minutes; after ten the cluster is deleted, and after twelve a new one is created. */
export function recycled(startedAt: EpochMs, now: EpochMs): Grown {
  const cycle = Math.max(0, Math.floor((now - startedAt) / CYCLE_MS));
  const createdAt = startedAt + cycle * CYCLE_MS;
  const key = FIRST_CYCLE_KEY + cycle;
  const isDeleting = now - createdAt >= DELETED_AFTER_MS;
  const members = Array.from({ length: CYCLE_NODES }, (_, index) => {
    const bootedAt = createdAt + FIRST_BOOTED_AFTER_MS + index * NEXT_BOOTED_AFTER_MS;
    const isBooted = now >= bootedAt;
    const hasMachine = now >= createdAt + PROVIDER_ANSWERS_AFTER_MS;
    const booting = hasMachine
      ? { status: "pending", detail: "downloading" }
      : { status: "pending_provider", detail: "Instance created, waiting on provider" };
    const body = instanceBody(
      {
        ...PLACE,
        ...(isBooted ? { status: "active" } : booting),
        ...(isDeleting ? { status: "deleting" } : {}),
        id: fakeUuid(key, index + 1),
        name: `finetune-mixtral-${index + 1}`,
        machine: H100_X8,
        ip: isBooted ? fakeAddress(key, index + 1) : null,
        createdAt,
        activeAt: isBooted ? bootedAt : null,
      },
      now,
    );
    return { ...body, ...PRIVATE_INSTANCE_FIELDS };
  });
  const allBootedAt = createdAt + FIRST_BOOTED_AFTER_MS + (CYCLE_NODES - 1) * NEXT_BOOTED_AFTER_MS;
  const isActive = now >= allBootedAt;
  const story = {
    ...PLACE,
    id: fakeUuid(key, 0),
    name: "finetune-mixtral",
    regionLabel: REGION_LABEL,
    status: isDeleting ? "deleting" : isActive ? "active" : "pending",
    detail: isActive ? "" : "Cluster is provisioning",
    createdAt,
    activeAt: isActive ? allBootedAt : null,
    hourlyCents: H100_X8.cents * CYCLE_NODES,
    instances: members,
  };
  return { cluster: clusterBody(story, now), members };
}

export function fakeUuid(cluster: number, instance: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  return `${hex(cluster, 8)}-6c54-4b01-90e6-${hex(instance, 12)}`;
}

/** Whether nothing answers at this address at the moment, though its machine is said to run. */
export function isSilentAddress(host: string, startedAt: EpochMs, now: EpochMs): boolean {
  const inWeekMs = (now - startedAt) % WEEK_MS;
  if (host !== SILENT_ADDRESS || inWeekMs >= SILENT_WITHIN_MS) return false;
  const elapsedMs = inWeekMs % SILENCE_CYCLE_MS;
  return elapsedMs >= SILENT_AFTER_MS && elapsedMs < SILENT_AFTER_MS + SILENT_FOR_MS;
}

/** From the range that is reserved for measurements, so that it belongs to nobody. */
function fakeAddress(cluster: number, instance: number): string {
  return `198.18.${cluster % 256}.${instance % 256}`;
}
