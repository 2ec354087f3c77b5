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

/** An account's state as texts, and which of them are other than those that were written before. */
export interface Writing {
  times: string;
  /** `null` if it is as it was. */
  account: string | null;
  clusters: ReadonlyMap<string, string>;
  /** The ids of clusters that were written and are not any longer. */
  removed: readonly string[];
  /** To compare the next one with. */
  digests: Pick<Written, "account" | "clusters">;
}

export async function writingOf(state: PollState, before: Written | null): Promise<Writing> {
  const bodies = bodiesOf(state);
  const account = JSON.stringify(bodies.account);
  const texts = await mapInTurns(bodies.clusters, ([id, body]) => textOf(id, body), createPause());
  const digests = {
    account: digestOf(account),
    clusters: new Map(texts.map(({ id, digest }) => [id, digest])),
  };
  const changed = texts.filter(({ id, digest }) => before?.clusters.get(id) !== digest);
  return {
    times: JSON.stringify(bodies.times),
    account: before?.account === digests.account ? null : account,
    clusters: new Map(changed.map(({ id, text }) => [id, text])),
    removed: [...(before?.clusters.keys() ?? [])].filter((id) => !digests.clusters.has(id)),
    digests,
  };
}

function textOf(id: string, body: object) {
  const text = JSON.stringify(body);
  return { id, text, digest: digestOf(text) };
}

function digestOf(text: string): string {
  return hash("sha256", text, "base64url");
}
