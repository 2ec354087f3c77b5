import { setTimeout as sleep } from "node:timers/promises";

interface Crowd {
  clients: number;
  ending: AbortSignal;
  /** One request of one client; `turn` counts its own. */
  ask(client: number, turn: number): Promise<Response>;
}

/** The crowd ignores Retry-After. */
const AFTER_REFUSAL_MS = 100;

/**
 * Each client asks again as soon as it has its answer. Returns how many answers there were of each status, and how many
 * broke off.
 */
export async function crowd({ clients, ending, ask }: Crowd): Promise<string> {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const beOne = async (client: number) => {
    for (let turn = 0; !ending.aborted; turn += 1) {
      try {
        const answer = await ask(client, turn);
        await answer.arrayBuffer();
        count(String(answer.status));
        if (answer.status >= 400) await sleep(AFTER_REFUSAL_MS);
      } catch {
        count(ending.aborted ? "unanswered at the end" : "broken off");
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => beOne(client)));
  return [...counts]
    .toSorted()
    .map(([what, times]) => `${what}: ${times}`)
    .join(", ");
}

/** As a proxy in front would state it: every client has its own address, in its own network. */
export function fromAddress(client: number): Record<string, string> {
  return { "X-Forwarded-For": `10.${(client >> 8) & 255}.${client & 255}.7` };
}
