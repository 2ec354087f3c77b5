import "server-only";
import { addressKey } from "../../security/address-key";

/** A wall full of screens, all behind one address. */
const MAX_OF_ONE = 40;
/** More screens than anybody hangs up within five minutes. */
const MAX_WAITING = 1_000;

/**
 * Which of the screens that wait for their code to be entered must make room for one more, given with the one that has waited longest
 * first. Whoever asks too often crowds out their own: of one address that has too many, or else of the address that has the most. So a
 * screen keeps its code as long as fewer than 1 000 other addresses ask.
 */
export function crowdedOut<Screen extends { address: string | null }>(
  waiting: readonly Screen[],
  asking: string | null,
): Screen[] {
  const byAddress = Map.groupBy(waiting, ({ address }) => addressKey(address));
  const own = byAddress.get(addressKey(asking)) ?? [];
  if (own.length >= MAX_OF_ONE) return own.slice(0, own.length - MAX_OF_ONE + 1);
  const out: Screen[] = [];
  for (let surplus = waiting.length + 1 - MAX_WAITING; surplus > 0; surplus -= 1) {
    const max = [...byAddress.values()].reduce((one, other) => (other.length > one.length ? other : one));
    out.push(...max.splice(0, 1));
  }
  return out;
}
