import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { AlertReader } from "../alert-reader";
import type { AlertAmounts } from "../knowledge/alert-amounts";
import type { ClaimedDelivery } from "../outbox/outbox";
import type { StoredAlert } from "../store/alert-rows";
import type { AlertStore } from "../store/alert-store";
import type { ChannelMessage, Show } from "./channel-message";
import { composeMessage } from "./compose-message";

interface Sources {
  store: Pick<AlertStore, "alertsOf">;
  amounts: AlertAmounts;
  reader: AlertReader;
  /** The page of alerts. */
  url: string;
}

/** Makes messages of what is stored, as late as possible, so that they say how things are when they are sent. */
interface AlertMessages {
  ofDelivery(delivery: ClaimedDelivery, show: Show, at: EpochMs): Promise<ChannelMessage>;
  /** A message that an alert fires which could not be stored. */
  ofUnstored(id: string, alert: StoredAlert, show: Show, at: EpochMs): ChannelMessage;
}

export function createAlertMessages({ store, amounts, reader, url }: Sources): AlertMessages {
  return {
    async ofDelivery(delivery, show, at) {
      const alerts = (await store.alertsOf(delivery.id)).map(reader.latest);
      await amounts.refresh(alerts.map(({ alert }) => alert));
      const told = alerts.map((stored) => ({ ...stored, usdMicrosSoFar: amounts.of(stored.alert.id) }));
      return composeMessage(delivery, told, { view: (stored) => reader.view(stored, show), url, at });
    },
    ofUnstored: (id, alert, show, at) =>
      composeMessage({ id, event: "firing" }, [alert], { view: (stored) => reader.view(stored, show), url, at }),
  };
}
