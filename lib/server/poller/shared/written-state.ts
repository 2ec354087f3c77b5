import "server-only";
import { hash } from "node:crypto";
import { createPause, mapInTurns } from "../../pause";
import type { PollState } from "../poll-state";
import { bodiesOf } from "./state-bodies";

/** What this server wrote last of an account, and under which number. Of texts only digests are kept. */
export interface Written {
  epoch: number;
  seq: number;
  account: string;
  clusters: ReadonlyMap<string, string>;
}

/** An account's state as texts. */
export interface StateTexts {
  times: string;
  account: string;
  clusters: ReadonlyMap<string, string>;
  digests: Pick<Written, "account" | "clusters">;
}

/** What of them is other than what was written before. */
export interface Writing {
  /** `null` if it is as it was. */
  account: string | null;
  clusters: ReadonlyMap<string, string>;
  /** The ids of clusters that were written and are not any longer. */
  removed: readonly string[];
}

/** Takes a while for a large fleet, a few clusters at a time: so before a transaction, and not while one holds locks. */
export async function textsOf(state: PollState): Promise<StateTexts> {
  const bodies = bodiesOf(state);
  const account = JSON.stringify(bodies.account);
  const texts = await mapInTurns(bodies.clusters, ([id, body]) => textOf(id, body), createPause());
  return {
    ...{ times: JSON.stringify(bodies.times), account },
    clusters: new Map(texts.map(({ id, text }) => [id, text])),
    digests: { account: digestOf(account), clusters: new Map(texts.map(({ id, digest }) => [id, digest])) },
  };
}

/** All of it where nothing was written before. */
export function changesOf({ account, clusters, digests }: StateTexts, before: Written | null): Writing {
  const isChanged = (id: string) => before?.clusters.get(id) !== digests.clusters.get(id);
  return {
    account: before?.account === digests.account ? null : account,
    clusters: new Map([...clusters].filter(([id]) => isChanged(id))),
    removed: [...(before?.clusters.keys() ?? [])].filter((id) => !digests.clusters.has(id)),
  };
}

function textOf(id: string, body: object) {
  const text = JSON.stringify(body);
  return { id, text, digest: digestOf(text) };
}

function digestOf(text: string): string {
  return hash("sha256", text, "base64url");
}
