import "server-only";
import {
  accountChangeSchema,
  accountsSchema,
  listedAccountSchema,
  newAccountSchema,
  settingsTestResultSchema,
  settingsTestSchema,
} from "@/lib/contract/accounts";
import { doneSchema } from "@/lib/contract/sessions";
import { defineRoute } from "../../http/define-route";
import { addAccount } from "./add-account";
import { changeAccount } from "./change-account";
import { listAccountViews } from "./list-accounts";
import { retireAccount } from "./retire-account";
import { testAccountSettings } from "./test-account-settings";

export const listAccounts = defineRoute({
  method: "GET",
  path: "/api/accounts",
  audience: "admin",
  summary: "The accounts, where each is set up, and what providers ask for",
  answer: accountsSchema,
  run: ({ application }) => listAccountViews(application),
});

export const createAccount = defineRoute({
  method: "POST",
  path: "/api/accounts",
  audience: "admin",
  summary: "Add an account; its key is never shown again",
  body: newAccountSchema,
  status: 201,
  answer: listedAccountSchema,
  run: addAccount,
});

export const updateAccount = defineRoute({
  method: "PATCH",
  path: "/api/accounts/{accountId}",
  audience: "admin",
  summary: "Change, pause or retire an account, or take it back; what is left out stays",
  body: accountChangeSchema,
  answer: listedAccountSchema,
  run: changeAccount,
});

export const deleteAccount = defineRoute({
  method: "DELETE",
  path: "/api/accounts/{accountId}",
  audience: "admin",
  summary: "Retire an account and erase its key; its history stays",
  answer: doneSchema,
  run: retireAccount,
});

export const testSettings = defineRoute({
  method: "POST",
  path: "/api/accounts/test",
  audience: "admin",
  summary: "Read an account once with these settings, keep nothing, and say what it sees",
  body: settingsTestSchema,
  answer: settingsTestResultSchema,
  isLimited: true,
  run: testAccountSettings,
});
