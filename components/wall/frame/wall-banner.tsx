import { StatusMark } from "@/components/status/status-mark";
import { formatDuration } from "@/lib/domain/text/format";
import type { EpochMs } from "@/lib/domain/time/epoch";
import { formatMoment } from "@/lib/domain/time/moment";
import { silenceWords } from "@/lib/queries/liveness/silence-words";
import { useServerNow } from "@/lib/queries/liveness/use-server-now";

interface WallBannerProps {
  /** When the last good answer arrived; `null` while answers keep arriving. */
  silentSince: EpochMs | null;
  /** What came instead; `null` if nothing has come yet. */
  error: Error | null;
  timeZone: string;
}

/** Above the last picture, as wide as the screen: that it is old, and since when. It appears without a message from anywhere. */
export function WallBanner({ silentSince, error, timeZone }: WallBannerProps) {
  return (
    <div role="alert">
      {silentSince !== null && <Silence silentSince={silentSince} error={error} timeZone={timeZone} />}
    </div>
  );
}

function Silence({ silentSince, error, timeZone }: WallBannerProps & { silentSince: EpochMs }) {
  const now = useServerNow(1_000);
  return (
    <p className="flex items-center justify-center gap-1.5 border-down border-b-[length:calc(var(--spacing)*0.6)] bg-raised px-2 py-1 text-center type-3 font-semibold text-balance">
      <StatusMark mark="down" className="size-4" />
      <span>
        {silenceWords(error, "No answer from Clusterdeck’s server")} since {formatMoment(silentSince, timeZone)}, for{" "}
        {formatDuration(now - silentSince)}. What you see is from then.
      </span>
    </p>
  );
}
