import { expect, it, onTestFinished } from "vitest";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { describeEachStore } from "@/lib/testing/stores";
import { migrate } from "../../store/migrate";
import { openDatabase } from "../../store/open-database";
import { createOutbox } from "../outbox/outbox";
import { ALERT_PART } from "./alert-part";
import { createAlertStore } from "./alert-store";
import type { AlertTables } from "./schema";

const NOW = Date.UTC(2026, 10, 29);

describeEachStore((newStore) => {
  it("takes one alert out of a message that still tells the others, the message with the last of them, and nothing that is being sent", async () => {
    const store = openDatabase(await newStore());
    onTestFinished(() => store.close());
    await migrate(store, ALERT_PART.migrations);
    const db = store.db.withTables<AlertTables>();
    const [alerts, outbox] = [createAlertStore(db), createOutbox(db, store.dialect)];
    const saved = ["1", "2"].map((id) => ({ alert: exampleAlert({ id }), label: id, usdMicrosSoFar: null }));
    const messages = [{ channelId: "ops", event: "firing" as const, alertIds: ["1", "2"] }];
    await alerts.save({ saved, dropped: [], plan: { messages, replaced: [] } }, NOW);
    const [{ id: deliveryId } = { id: "" }] = await db.selectFrom("delivery").select("id").execute();
    const takeBack = (alertId: string) =>
      alerts.save({ saved: [], dropped: [], plan: { messages: [], replaced: [{ deliveryId, alertId }] } }, NOW);
    const told = async () => (await alerts.alertsOf(deliveryId)).map(({ alert }) => alert.id);
    const states = async () => (await db.selectFrom("delivery").select("state").execute()).map(({ state }) => state);

    await takeBack("1");
    expect(await told()).toEqual(["2"]);
    expect(await states()).toEqual(["waiting"]);
    await outbox.claim(NOW, 1, []);
    await takeBack("2");
    expect(await states()).toEqual(["waiting"]);
    await outbox.releaseClaims();
    await takeBack("2");
    expect(await states()).toEqual(["replaced"]);
  });
});
