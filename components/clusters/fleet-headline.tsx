import type { Connection } from "@/lib/contract/fleet";
import { isBalanceLow } from "@/lib/domain/account";
import { headlineOf } from "@/lib/domain/headline";
import { useServerTime } from "@/lib/queries/use-server-now";
import { balanceEndOf } from "./account-words";
import { markedOf, type Reading } from "./reading";

/** The whole page in one sentence. */
export function FleetHeadline({ readings, connections }: { readings: readonly Reading[]; connections: Connection[] }) {
  const clusters = readings.map(({ cluster, freshness }) => markedOf(cluster, freshness));
  const suspended = connections.filter(({ account }) => account?.suspension != null).length;
  const low = useServerTime((now) => connections.filter((one) => isBalanceLow(balanceEndOf(one), now)).length);
  const [first, ...rest] = headlineOf({ clusters, connections, accounts: { suspended, low } });
  return (
    <h1 className="text-xl leading-7 font-semibold tracking-tight text-balance sm:text-2xl sm:leading-8">
      {first}
      {rest.map((part) => (
        <span key={part} className="font-normal text-muted">
          {/* The dot goes with what follows: at a line's end it would wait for something. */}
          {" ·\u00a0"}
          {part}
        </span>
      ))}
    </h1>
  );
}
