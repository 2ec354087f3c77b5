import { expect, it } from "vitest";
import type { AccountProvider, ListedAccount } from "@/lib/contract/accounts";
import {
  accountChangeOf,
  changedSettings,
  draftOf,
  enteredSettings,
  isElsewhere,
  newAccountOf,
  newDraft,
} from "./account-draft";
import { type AccountField, waysOf } from "./ways";

function field(name: string, more: Partial<AccountField> = {}): AccountField {
  return { name, label: name, help: null, example: null, required: true, isSecret: false, isLong: false, ...more };
}

const acme: AccountProvider = {
  ...{ id: "acme", label: "Acme", reads: "Machines", addressSetting: "baseUrl" },
  key: { page: "https://acme.example/keys", needs: "Any key." },
  fields: [
    field("apiKey", { isSecret: true }),
    field("team", { required: false }),
    field("baseUrl", { required: false }),
  ],
};
const wholeOrParts: AccountProvider = {
  ...{ ...acme, id: "orchestra", label: "Orchestra", addressSetting: "server" },
  fields: [
    field("file", { isSecret: true, required: false, label: "Kubeconfig", insteadOf: ["server", "token", "caData"] }),
    field("server", { label: "Server" }),
    field("token", { label: "Token", isSecret: true }),
    field("caData", { required: false }),
  ],
};
const account: ListedAccount = {
  ...{
    id: "research",
    provider: "acme",
    providerLabel: "Acme",
    label: "Research",
    source: "browser",
    sourceName: null,
  },
  ...{ baseUrl: "https://acme.example", keyEnding: "1234", secretsReadable: true, settings: { team: "red" } },
  ...{ pollIntervalMs: 15_000, requestsPerMinute: null, paused: false, pausedBy: null, pausedAt: null },
  ...{ retired: false, retiredBy: null, retiredAt: null, state: "ok", problem: null },
};

it("makes a new account of what was entered, without what was left empty, and with an id that is free", () => {
  const draft = { ...newDraft(acme), label: " Research (EU) ", values: { apiKey: " k ", team: "  " } };
  expect(newAccountOf(acme, draft, ["research-eu"])).toEqual({
    ...{ provider: "acme", label: "Research (EU)", settings: { apiKey: "k" }, id: "research-eu-2" },
  });
  const entered = { ...draft, label: "", id: "mine", interval: "60", requestsPerMinute: "5" };
  expect(newAccountOf(acme, entered, [])).toMatchObject({
    ...{ label: "Acme", id: "mine", pollIntervalMs: 60_000, requestsPerMinute: 5 },
  });
  // Where settings are tested there can be no account.
  expect(newAccountOf(acme, { ...draft, label: "Test" }, []).id).toBe("test-2");
});

it("changes only what was changed, takes away what was emptied, and leaves secrets that were not entered", () => {
  const draft = draftOf(account, acme);
  expect(draft).toMatchObject({ values: { team: "red", baseUrl: "" }, interval: "15", requestsPerMinute: "" });
  expect(accountChangeOf(account, acme, draft)).toEqual({});
  expect(accountChangeOf(account, acme, { ...draft, interval: "", label: "New" })).toEqual({
    ...{ label: "New", pollIntervalMs: null },
  });
  expect(changedSettings(account, acme, { ...draft, values: { ...draft.values, team: "", apiKey: "new" } })).toEqual({
    ...{ apiKey: "new", team: null },
  });
});

it("knows when what is stored would go to another server", () => {
  const draft = draftOf(account, acme);
  expect(isElsewhere(account, acme, draft)).toBe(false);
  expect(isElsewhere(account, acme, { ...draft, values: { ...draft.values, team: "blue" } })).toBe(false);
  expect(isElsewhere(account, acme, { ...draft, values: { ...draft.values, baseUrl: "https://x.example" } })).toBe(
    true,
  );
  const moved = { ...account, settings: { baseUrl: "https://x.example" } };
  expect(isElsewhere(moved, acme, { ...draft, values: {} })).toBe(true);
});

it("asks either for what holds everything or for its parts, and sends one of them", () => {
  expect(waysOf(acme)).toHaveLength(1);
  expect(waysOf(wholeOrParts).map(({ label, fields }) => [label, ...fields.map(({ name }) => name)])).toEqual([
    ["Kubeconfig", "file"],
    ["Server and token", "server", "token", "caData"],
  ]);
  const values = { file: "apiVersion: v1", server: "https://10.0.0.1", token: "t" };
  const draft = { ...newDraft(wholeOrParts), values };
  expect(enteredSettings(wholeOrParts, draft)).toEqual({ file: "apiVersion: v1" });
  expect(enteredSettings(wholeOrParts, { ...draft, way: "parts" })).toEqual({ server: "https://10.0.0.1", token: "t" });
});

it("takes away the parts when what holds everything takes their place, and the other way round", () => {
  const byParts = { ...account, settings: { server: "https://10.0.0.1", caData: "PEM" } };
  expect(draftOf(byParts, wholeOrParts).way).toBe("parts");
  expect(changedSettings(byParts, wholeOrParts, { way: "file", values: { file: "new" } })).toEqual({
    ...{ file: "new", server: null, token: null, caData: null },
  });
  const byFile = { ...account, settings: {} };
  const server = "https://10.0.0.1";
  expect(draftOf(byFile, wholeOrParts).way).toBe("file");
  expect(changedSettings(byFile, wholeOrParts, { way: "parts", values: { server, token: "t" } })).toEqual({
    ...{ file: null, server, token: "t" },
  });
  expect(isElsewhere(byFile, wholeOrParts, { way: "parts", values: {} })).toBe(true);
});
