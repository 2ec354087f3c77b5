import { expect, it, onTestFinished } from "vitest";
import { startAlertingServer } from "@/lib/testing/receivers/alerting-server";
import { exampleAlert } from "@/lib/testing/receivers/example-alert";
import { postgresStores } from "@/lib/testing/stores";
import { webhook } from "../channels/webhook";

const newDatabaseUrl = postgresStores();

it("a server sends to a channel that was just added, and then changed, on another one", async () => {
  const location = { databaseUrl: await newDatabaseUrl() };
  const sent: string[] = [];
  const nowhere = () => Promise.reject(new Error("Nothing goes there."));
  const start = async () => {
    const server = await startAlertingServer({
      ...{ location, accounts: () => [] },
      ways: {
        http: {
          send: async ({ href }, { body }) => {
            sent.push(`${href} ${body}`);
            return { status: 204, headers: new Headers(), body: null };
          },
        },
        ...{ mail: nowhere, push: nowhere },
      },
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    return server.alerting;
  };
  const [one, other] = [await start(), await start()];
  const alert = exampleAlert({ id: "1" });
  const say = async () => {
    await one.store.save(
      {
        saved: [{ alert, label: "SECRETNAME", usdMicrosSoFar: null }],
        ...{ dropped: [], plan: { messages: [{ channelId: "ops", event: "firing", alertIds: ["1"] }], replaced: [] } },
      },
      Date.now(),
    );
    other.send();
  };
  await one.configuration.channels.add(
    {
      ...{ id: "ops", kind: webhook, label: "Ops", source: "settings", minSeverity: "info", isPerAlert: undefined },
      ...{ rules: null, accounts: null, show: { names: true, costs: true } },
      ...{ settings: {}, secrets: { url: "https://old.example.com/" } },
    },
    Date.now(),
  );
  await say();
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]).toMatch(/^https:\/\/old\.example\.com\/ .*SECRETNAME/);

  const show = { names: false, costs: false };
  await one.configuration.channels.change("ops", { show, secrets: { url: "https://new.example.com/" } });
  await say();
  await expect.poll(() => sent).toHaveLength(2);
  expect(sent[1]).toMatch(/^https:\/\/new\.example\.com\//);
  expect(sent[1]).not.toContain("SECRETNAME");
});
