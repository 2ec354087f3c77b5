import { accountMark } from "@/components/status/account-mark";
import { useAccountStamps } from "@/components/status/source/ages";
import { StatusMark } from "@/components/status/status-mark";
import { Callout } from "@/components/ui/callout";
import type { Account } from "@/lib/contract/fleet";
import { formatAge, formatTime } from "@/lib/domain/text/format";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";

/** Why this cluster's account cannot be read right now, in the account's own words. */
export function AccountNotice({ account }: { account: Account }) {
  const now = useServerNow(1_000);
  const { problem, label } = account;
  const next = useAccountStamps(account, ({ nextAttemptAt }) =>
    nextAttemptAt !== null && nextAttemptAt > now ? `Next attempt in ${formatAge(nextAttemptAt - now)}.` : null,
  );
  if (problem === null) return null;
  const since = Date.parse(problem.since);
  const isPaused = account.state === "paused";
  return (
    <div role="status">
      <Callout
        icon={<StatusMark mark={accountMark(account.state, "fresh")} />}
        title={
          isPaused
            ? `${label} has been paused since ${formatTime(since)}`
            : `${label} has not been readable for ${formatAge(now - since)}`
        }
      >
        {problem.detail} {next}
      </Callout>
    </div>
  );
}
