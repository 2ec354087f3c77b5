"use client";

import { useQuery } from "@tanstack/react-query";
import type { ClusterDetail } from "@/lib/contract/cluster";
import type { Offers } from "@/lib/contract/offers";
import { formatRate } from "@/lib/domain/money/format-usd";
import { formatTime } from "@/lib/domain/text/format";
import { offersQuery } from "@/lib/queries/offers-query";
import { problemText } from "@/lib/queries/request";

/** Where the same cluster would cost less; renders nothing if nowhere. */
export function PriceElsewhere({ cluster: { id, account } }: { cluster: ClusterDetail }) {
  const { data, error } = useQuery(offersQuery(id));
  // A problem with the whole account is already shown above.
  if (!data && error && account.problem === null) {
    return <p className="text-sm text-muted">Prices elsewhere could not be compared. {problemText(error)}</p>;
  }
  if (!data || data.offers.length === 0) return null;
  return (
    <section aria-labelledby="price-elsewhere" className="min-w-0">
      <h2 id="price-elsewhere" className="mb-1 flex min-h-8 flex-wrap items-center gap-x-2 text-sm font-semibold">
        Cheaper elsewhere
        {data.readAt !== null && (
          <span className="font-normal text-muted">prices as of {formatTime(Date.parse(data.readAt))}</span>
        )}
      </h2>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-panel px-4">
        {data.offers.map((offer) => (
          <li key={offer.cloud} className="py-2.5">
            <p className="text-sm">
              The same cluster costs <strong className="font-semibold">{formatRate(offer.usdMicrosPerHourLess)}</strong>{" "}
              less at {placeWords(offer)}: {formatRate(offer.usdMicrosPerHour)}
            </p>
            <p className="text-xs text-muted">{offer.conditions.join(" · ")}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeWords({ cloud, region }: Offers["offers"][0]): string {
  return region === null ? cloud : `${cloud} (${region.label})`;
}
