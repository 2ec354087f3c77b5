import { BACKENDS, type Backend, FIELD_PATHS, type FieldValues } from "@/lib/domain/cluster/new-cluster-fields";
import type { EpochMs } from "@/lib/domain/time/epoch";

/** What somebody has entered so far. There is no secret in it. */
export interface Draft {
  /** The account that creates it; `null` until one is chosen. */
  connectionId: string | null;
  backend: Backend;
  values: FieldValues;
  /** When the order was sent to which nothing has answered; `null` where there is none. */
  unansweredSince: EpochMs | null;
}

export const EMPTY_DRAFT: Draft = { connectionId: null, backend: "eksCluster", values: {}, unansweredSince: null };

/** Longer than anything that could be right. */
const LONGEST_VALUE = 2_000;

/** A draft that was kept as text; whatever in it is none is left out. */
export function parseDraft(text: string | null): Draft {
  const kept = parseObject(text);
  const values: Record<string, unknown> = isObject(kept.values) ? kept.values : {};
  const { connectionId, backend, unansweredSince } = kept;
  return {
    connectionId: typeof connectionId === "string" ? connectionId : null,
    backend: BACKENDS.find((each) => each === backend) ?? EMPTY_DRAFT.backend,
    values: Object.fromEntries(
      FIELD_PATHS.flatMap((path) => {
        const value = values[path];
        return typeof value === "string" && value.length <= LONGEST_VALUE ? [[path, value]] : [];
      }),
    ),
    unansweredSince: typeof unansweredSince === "number" ? unansweredSince : null,
  };
}

function parseObject(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
