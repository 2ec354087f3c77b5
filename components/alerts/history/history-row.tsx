import { SeverityMark } from "@/components/status/alerts/severity-mark";
import type { ToldAlert } from "@/lib/contract/alerts/alerts";
import { formatAmount } from "@/lib/domain/money/format-usd";
import { AlertTimes } from "../firing/alert-times";
import { DeliveryList } from "../firing/delivery-list";

/** An alert that is over. */
export function HistoryRow({ alert }: { alert: ToldAlert }) {
  const { severity, title, usdMicrosSoFar, deliveries } = alert;
  return (
    <li className="grid gap-x-6 gap-y-1 px-3.5 py-2.5 text-sm md:grid-cols-[minmax(0,1fr)_20rem_10rem]">
      <h3 className="flex min-w-0 gap-2 font-medium">
        <span className="pt-0.5">
          <SeverityMark severity={severity} size={14} />
        </span>
        <span className="min-w-0 break-words">
          <span className="sr-only">{severity}: </span>
          {title}
        </span>
      </h3>
      <p className="text-muted">
        <AlertTimes alert={alert} />
        {usdMicrosSoFar !== null && ` · ${formatAmount(usdMicrosSoFar)}`}
      </p>
      <DeliveryList deliveries={deliveries} />
    </li>
  );
}
