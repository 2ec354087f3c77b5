import "server-only";
import type { EpochMs } from "@/lib/domain/time/epoch";
import type { SecretBox } from "../../secret-box/secret-box";
import { migrate } from "../../store/migrate";
import type { Store } from "../../store/open-database";
import type { Ways } from "../outbox/send-message";
import { PUSH_PART, type PushTables } from "./push-part";
import { createPushSubscriptions, type PushSubscriptions } from "./push-subscriptions";
import { createPushWay } from "./push-way";
import { vapidKeys } from "./vapid-keys";

/** Pushes to browsers: who gets them, and how they are sent. */
export interface Push {
  publicKey: string;
  subscriptions: PushSubscriptions;
  way: Ways["push"];
}

interface Options {
  box: SecretBox;
  publicUrl: string;
  /** The people who may still sign in: nobody else is sent anything. */
  mayReceive: () => Promise<ReadonlySet<string>>;
  now: () => EpochMs;
}

/** What push services are told where there is no public address to name. */
const NO_CONTACT = "mailto:clusterdeck@localhost";

export async function openPush(store: Store, { box, publicUrl, mayReceive, now }: Options): Promise<Push> {
  await migrate(store, PUSH_PART.migrations);
  const db = store.db.withTables<PushTables>();
  const keys = await vapidKeys(db, box);
  const subscriptions = createPushSubscriptions(db, box);
  const subject = publicUrl.startsWith("https://") ? publicUrl : NO_CONTACT;
  return {
    publicKey: keys.publicKey,
    subscriptions,
    way: createPushWay({ subscriptions, keys, subject, mayReceive, now }),
  };
}
