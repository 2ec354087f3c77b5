import "server-only";
import type { Logger } from "pino";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time/epoch";
import { untilAborted } from "../../until-aborted";
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
  log: Pick<Logger, "warn">;
}

/** A message is claimed for a minute, in which it has to be sent too. */
const AMOUNTS_TIMEOUT_MS = 10 * SECOND_MS;

/** Makes messages of what is stored, as late as possible, so that they say how things are when they are sent. */
interface AlertMessages {
  ofDelivery(delivery: ClaimedDelivery, show: Show, at: EpochMs): Promise<ChannelMessage>;
  /** A message that an alert fires which could not be stored. */
  ofUnstored(id: string, alert: StoredAlert, show: Show, at: EpochMs): ChannelMessage;
}

export function createAlertMessages({ store, amounts, reader, url, log }: Sources): AlertMessages {
  /** Returns false if they cannot be read now: something is wrong all the same, and a message without an amount says so. */
  async function readAmounts(alerts: readonly StoredAlert[], { id, createdAt }: ClaimedDelivery): Promise<boolean> {
    // Once for all attempts, unless they are known better by then.
    const reading = amounts.refreshOlder(
      alerts.map(({ alert }) => alert),
      createdAt,
    );
    try {
      await untilAborted(reading, AbortSignal.timeout(AMOUNTS_TIMEOUT_MS));
      return true;
    } catch (error) {
      log.warn({ err: error, delivery: id }, "A message is sent without amounts, which could not be read");
      return false;
    }
  }

  return {
    async ofDelivery(delivery, show, at) {
      const alerts = (await store.alertsOf(delivery.id)).map(reader.latest);
      const isRead = await readAmounts(alerts, delivery);
      const told = alerts.map((stored) => ({ ...stored, usdMicrosSoFar: isRead ? amounts.of(stored.alert.id) : null }));
      return composeMessage(delivery, told, { view: (stored) => reader.view(stored, show), url, at });
    },
    ofUnstored: (id, alert, show, at) =>
      composeMessage({ id, event: "firing" }, [alert], { view: (stored) => reader.view(stored, show), url, at }),
  };
}
