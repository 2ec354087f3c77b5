import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { AlertTimes } from "../alert-times";
import { AlertTitle } from "../alert-title";
import { DeliveryList } from "../firing/delivery-list";

/** An alert that is over. */
export function HistoryRow({ alert }: { alert: ToldAlert }) {
  const { usdMicrosSoFar, deliveries } = alert;
  return (
    <li className="grid gap-x-6 gap-y-1 px-3.5 py-2.5 text-sm md:grid-cols-[minmax(0,1fr)_20rem_10rem]">
      <h3 className="min-w-0 font-medium">
        <AlertTitle alert={alert} />
      </h3>
      <p className="text-muted">
        <AlertTimes alert={alert} />
        {usdMicrosSoFar !== null && ` · ${formatAmount(usdMicrosSoFar)}`}
      </p>
      <DeliveryList deliveries={deliveries} />
    </li>
  );
}
