import { accountMark, accountStateWords } from "@/components/status/account-mark";
import { StatusMark } from "@/components/status/status-mark";
import { useAccountFreshness } from "@/components/status/use-account-freshness";
import { Time } from "@/components/ui/time";
import type { ListedAccount } from "@/lib/contract/accounts";
import type { Account } from "@/lib/contract/fleet";
import { isOld } from "@/lib/domain/cluster/freshness";
import { standingOf } from "./account-standing";

interface AccountStandingLineProps {
  account: ListedAccount;
  /** As the fleet shows it, which is newer; `null` while that is unknown. */
  reading: Account | null;
}

/** How an account is doing, since when, and why. */
export function AccountStandingLine({ account, reading }: AccountStandingLineProps) {
  const { pausedAt, retiredAt, retired } = account;
  const { mark, words, detail } = standingOf(account);
  const since = retired ? retiredAt : pausedAt;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-1.5">
        {reading !== null && account.state === "ok" ? (
          <ReadingState reading={reading} />
        ) : (
          <>
            <StatusMark mark={mark} size={14} />
            <span className="min-w-0 break-words">
              <span className="font-medium">{words}</span>
              {since !== null && (
                <span className="text-muted">
                  {" since "}
                  <Time at={Date.parse(since)} />
                </span>
              )}
            </span>
          </>
        )}
      </p>
      {detail !== null && <p className="break-words text-muted">{detail}</p>}
    </>
  );
}

/** One that was read well, as long as that is not too long ago. */
function ReadingState({ reading }: { reading: Account }) {
  const freshness = useAccountFreshness(reading);
  const words = reading.state === "ok" && !isOld(freshness) ? "Reading" : accountStateWords(reading.state, freshness);
  return (
    <>
      <StatusMark mark={accountMark(reading.state, freshness)} size={14} />
      <span className="font-medium">{words}</span>
    </>
  );
}
