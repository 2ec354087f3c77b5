import { expect, it } from "vitest";
import type { Channel } from "@/lib/contract/alerts/alert-channels";
import { channelField } from "@/lib/domain/alerts/channel-form";
import { changedSettings, draftOf, settingsOf } from "./channel-draft";

const words = { label: "", help: "" };
const fields = [
  channelField({ ...words, name: "to" }, { input: "list" }),
  channelField({ ...words, name: "port" }, { input: "number", isRequired: false }),
  channelField({ ...words, name: "secure" }, { input: "flag" }),
  channelField({ ...words, name: "user" }, { isRequired: false }),
  channelField({ ...words, name: "password" }, { input: "secret" }),
];

it("sends settings as clusterdeck.yaml has them, and leaves out what is empty", () => {
  expect(settingsOf(fields, { to: " a@x.org,\nb@x.org\n", port: "465", secure: "true", password: "p" })).toEqual({
    ...{ to: ["a@x.org", "b@x.org"], port: 465, secure: true, password: "p" },
  });
  expect(settingsOf(fields, { to: "a@x.org", port: " " })).toEqual({ to: ["a@x.org"], secure: false });
});

it("takes away what was emptied in a change, and never a secret, whose field is always empty", () => {
  const channel: Channel = {
    ...{ id: "mail", type: "email", label: "Mail", secret: "…1234", minSeverity: "info", rules: null, accounts: null },
    settings: { to: ["a@x.org", "b@x.org"], port: 465, secure: true, user: "ops" },
    ...{ show: { names: true, costs: false }, source: "settings", state: "ok", problem: null, lastDeliveryAt: null },
  };
  const draft = draftOf(channel, fields);
  expect(draft.values).toEqual({ to: "a@x.org\nb@x.org", port: "465", secure: "true", user: "ops" });
  expect(changedSettings(fields, draft.values)).toEqual(channel.settings);
  expect(changedSettings(fields, { ...draft.values, user: "" })).toEqual({ ...channel.settings, user: null });
});
