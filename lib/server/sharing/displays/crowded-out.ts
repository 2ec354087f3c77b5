import "server-only";
import { addressKey } from "../../security/address-key";

/** As many as a wall full of screens behind one address. */
const MAX_OF_ONE = 40;
/** More screens than anybody puts up within five minutes. */
const MAX_WAITING = 1_000;

/**
 * Which of the screens that wait for their code to be entered must make room for one more. `waiting` is in order,
 * longest wait first. An address that asks too often crowds out its own screens: the oldest goes from an address that
 * has too many, or else from the one that has the most. So a screen keeps its code as long as fewer than 1 000 other
 * addresses ask.
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
