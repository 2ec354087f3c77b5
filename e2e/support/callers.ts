import { setTimeout as sleep } from "node:timers/promises";
import type { APIRequestContext } from "@playwright/test";
import { request } from "@playwright/test";
import Sqlite from "better-sqlite3";
import pg from "pg";
import type { AddedPerson } from "@/lib/contract/people";
import type { CreatedShareLink } from "@/lib/contract/share-link";
import type { StoreLocation } from "@/lib/server/store/open-database";
import type { Caller } from "./route-table";

export const ADMIN = { email: "admin@example.org", password: "correct horse battery" };

/** The variables of an app that asks people to sign in, with its first admin. */
export function withSignIn(dataDir: string): Record<string, string> {
  return {
    CLUSTERDECK_AUTH: "on",
    CLUSTERDECK_DATA_DIR: dataDir,
    CLUSTERDECK_ADMIN_EMAIL: ADMIN.email,
    CLUSTERDECK_ADMIN_PASSWORD: ADMIN.password,
  };
}

export interface Callers {
  as: Record<Caller, APIRequestContext>;
  /** An open link that shows everything. */
  token: string;
  linkId: string;
}

/** Each kind of visitor, as a browser with its own cookies. */
export async function inviteCallers(url: string, store: StoreLocation): Promise<Callers> {
  const newBrowser = () => request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: url }, maxRedirects: 0 });
  const post = async (browser: APIRequestContext, path: string, data: object) => {
    const answer = await browser.post(path, { data });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return await answer.json();
  };
  const signIn = async (email: string) => {
    const browser = await newBrowser();
    await post(browser, "/api/auth/sign-in/email", { email, password: ADMIN.password });
    return browser;
  };
  const admin = await signIn(ADMIN.email);
  const addPerson = async (name: string, role: "viewer" | "operator" | "admin") => {
    const email = `${name}@example.org`;
    const { passwordLink }: AddedPerson = await post(admin, "/api/people", { email, name, role });
    const token = new URL(passwordLink.url).hash.slice(1);
    await post(admin, "/api/auth/reset-password", { token, newPassword: ADMIN.password });
    return signIn(email);
  };
  const viewer = await addPerson("viewer", "viewer");
  const operator = await addPerson("operator", "operator");
  const expired = await addPerson("expired", "admin");
  await expireSessions(store, "expired@example.org");
  await untilNoticed(admin);

  const terms = { name: "Guests", kind: "link", scope: {}, show: { costs: true, names: true } };
  const link: CreatedShareLink = await post(admin, "/api/share-links", terms);
  const token = new URL(link.url).pathname.split("/").at(-1) ?? "";
  const guest = await newBrowser();
  await guest.get(`/s/${token}`);
  const nobody = await newBrowser();
  return { as: { nobody, expired, guest, viewer, operator, admin }, token, linkId: link.id };
}

/**
 * Waits until the server has noticed what was changed in its database behind its back: it looks for that every half
 * second. The answers to an admin show that it has had its turns, however slow the machine.
 */
export async function untilNoticed(admin: APIRequestContext): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) {
    await sleep(500);
    const answer = await admin.get("/api/people");
    if (!answer.ok()) throw new Error(`An admin was answered ${answer.status()}.`);
  }
}

/** As if two weeks had passed. */
async function expireSessions(store: StoreLocation, email: string): Promise<void> {
  const update = "update session set expires_at = $1 where user_id = (select id from person where email = $2)";
  const values = [new Date(Date.now() - 1_000).toISOString(), email];
  if ("databaseUrl" in store) {
    const client = new pg.Client(store.databaseUrl);
    await client.connect();
    await client.query(update, values);
    return client.end();
  }
  const database = new Sqlite(`${store.dataDir}/clusterdeck.sqlite`, { timeout: 60_000 });
  database.prepare(update.replaceAll(/\$\d/g, "?")).run(values);
  database.close();
}
