import "server-only";
import type { Hints } from "../coordination/hints";
import type { Stored } from "../http/application";
import type { StoreHandle } from "../store/store-handle";

type Followed = {
  accounts: Pick<Stored["accounts"], "reload">;
  auth: Pick<Stored["auth"], "confirmSessions">;
  shareLinks: Pick<Stored["shareLinks"], "confirm">;
  alerting: Pick<Stored["alerting"], "readAgain">;
};

/**
 * Reads again what people change on other servers: who may come in, accounts, and alerts with what they are told by. Ends with the
 * hints.
 */
export function followOtherServers(hints: Pick<Hints, "follow">, stored: StoreHandle<Followed>): void {
  const follow = (topic: string, look: (opened: Followed) => Promise<unknown>) =>
    hints.follow(topic, async () => {
      const opened = stored.current();
      if (opened !== null) await look(opened);
    });
  follow("access", ({ auth, shareLinks }) => Promise.all([auth.confirmSessions(), shareLinks.confirm()]));
  follow("accounts", ({ accounts }) => accounts.reload());
  follow("alerts", ({ alerting }) => alerting.readAgain());
}
